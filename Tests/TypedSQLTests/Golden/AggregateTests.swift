import SQLiteDriver
import Testing
import TypedSQL

@Suite struct AggregateTests {
    let orders = Orders()

    @Test func readsTheLeastAndTheGreatestValue() {
        expectSQL(
            select(min(orders.amount), max(orders.total)).from(orders),
            sqlite: #"select min("orders"."amount"), max("orders"."total") from "orders""#,
            postgresql: #"select min("orders"."amount"), max("orders"."total") from "orders""#,
            odd: "select min(`orders`.`amount`), max(`orders`.`total`) from `orders`")
    }

    @Test func groupsRowsBySeveralExpressions() {
        expectSQL(
            select(orders.customer, orders.note, count()).from(orders).groupBy(orders.customer, orders.note),
            sqlite:
                #"select "orders"."customer", "orders"."note", count(*) from "orders" group by "orders"."customer", "orders"."note""#,
            postgresql:
                #"select "orders"."customer", "orders"."note", count(*) from "orders" group by "orders"."customer", "orders"."note""#,
            odd:
                "select `orders`.`customer`, `orders`.`note`, count(*) from `orders` group by `orders`.`customer`, `orders`.`note`"
        )
    }

    @Test func aSecondGroupingAddsToTheFirst() {
        expectSQL(
            select(count()).from(orders).groupBy(orders.status).groupBy(orders.isPaid),
            sqlite: #"select count(*) from "orders" group by "orders"."status", "orders"."is_paid""#,
            postgresql: #"select count(*) from "orders" group by "orders"."status", "orders"."is_paid""#,
            odd: "select count(*) from `orders` group by `orders`.`status`, `orders`.`is_paid`")
    }

    @Test func aGroupingStandsBetweenTheConditionAndTheOrder() {
        expectSQL(
            select(orders.status, count()).from(orders).limit(3).orderBy(desc(count())).groupBy(orders.status)
                .where(gt(orders.amount, 1)),
            sqlite:
                #"select "orders"."status", count(*) from "orders" where "orders"."amount" > ? group by "orders"."status" order by count(*) desc limit ?"#,
            postgresql:
                #"select "orders"."status", count(*) from "orders" where "orders"."amount" > $1 group by "orders"."status" order by count(*) desc limit $2"#,
            odd:
                "select `orders`.`status`, count(*) from `orders` where `orders`.`amount` > :p1 group by `orders`.`status` order by count(*) desc limit :p2",
            bindings: [.integer(1), .integer(3)]
        )
    }

    @Test func aggregatesOfNoRowsAreNull() async throws {
        let items = Items()
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { connection in
            try await connection.run(items.createTable)
            let extremes = select(min(items.count), max(items.sku)).from(items)
            let none = try #require(try await connection.first(extremes))
            #expect(none.0 == nil)
            #expect(none.1 == nil)
            try await connection.run(insert(items).values([Item("a", 2), Item("b", nil), Item("b", 1)]))
            let some = try #require(try await connection.first(extremes))
            #expect(some.0 == 1)
            #expect(some.1 == "b")
            let groups = select(items.sku, count(), count(items.count)).from(items).groupBy(items.sku)
            #expect(
                try await connection.all(groups.orderBy(asc(items.sku))).map { [$0.1, $0.2] } == [[1, 1], [2, 1]])
        }
        await database.close()
    }
}
