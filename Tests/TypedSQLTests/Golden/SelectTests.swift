import Testing
import TypedSQL

@Suite struct SelectTests {
    let orders = Orders()
    let items = Items()

    @Test func readsWholeRows() {
        expectSQL(
            select().from(items),
            sqlite: #"select "items"."sku", "items"."count" from "items""#,
            postgresql: #"select "items"."sku", "items"."count" from "items""#,
            odd: "select `items`.`sku`, `items`.`count` from `items`")
    }

    @Test func readsChosenColumns() {
        expectSQL(
            select(orders.id, orders.note).from(orders),
            sqlite: #"select "orders"."id", "orders"."note" from "orders""#,
            postgresql: #"select "orders"."id", "orders"."note" from "orders""#,
            odd: "select `orders`.`id`, `orders`.`note` from `orders`")
    }

    @Test func countsRowsAndValues() {
        expectSQL(
            select(count()).from(orders),
            sqlite: #"select count(*) from "orders""#,
            postgresql: #"select count(*) from "orders""#,
            odd: "select count(*) from `orders`")
        expectSQL(
            select(count(orders.note)).from(orders),
            sqlite: #"select count("orders"."note") from "orders""#,
            postgresql: #"select count("orders"."note") from "orders""#,
            odd: "select count(`orders`.`note`) from `orders`")
    }

    @Test func aNilConditionAsksForNothing() {
        expectSQL(
            select(orders.id).from(orders).where(nil),
            sqlite: #"select "orders"."id" from "orders""#,
            postgresql: #"select "orders"."id" from "orders""#,
            odd: "select `orders`.`id` from `orders`")
    }

    @Test func aSecondConditionAddsToTheFirst() {
        expectSQL(
            select(orders.id).from(orders).where(eq(orders.amount, 1)).where(eq(orders.customer, "a")),
            sqlite: #"select "orders"."id" from "orders" where ("orders"."amount" = ? and "orders"."customer" = ?)"#,
            postgresql:
                #"select "orders"."id" from "orders" where ("orders"."amount" = $1 and "orders"."customer" = $2)"#,
            odd: "select `orders`.`id` from `orders` where (`orders`.`amount` = :p1 and `orders`.`customer` = :p2)",
            bindings: [.integer(1), .text("a")]
        )
    }

    @Test func aSecondConditionAddsToOneWrittenAsSQL() {
        expectSQL(
            select(orders.id).from(orders).where(Condition("a or b")).where(Condition("c or d")),
            sqlite: #"select "orders"."id" from "orders" where ((a or b) and (c or d))"#,
            postgresql: #"select "orders"."id" from "orders" where ((a or b) and (c or d))"#,
            odd: "select `orders`.`id` from `orders` where ((a or b) and (c or d))"
        )
    }

    @Test func ordersBySeveralExpressions() {
        expectSQL(
            select(orders.id).from(orders).orderBy(asc(orders.amount), desc(orders.note)).orderBy(asc(orders.id)),
            sqlite:
                #"select "orders"."id" from "orders" order by "orders"."amount" asc, "orders"."note" desc, "orders"."id" asc"#,
            postgresql:
                #"select "orders"."id" from "orders" order by "orders"."amount" asc, "orders"."note" desc, "orders"."id" asc"#,
            odd:
                "select `orders`.`id` from `orders` order by `orders`.`amount` asc, `orders`.`note` desc, `orders`.`id` asc"
        )
    }

    @Test func limitsAndSkipsRows() {
        expectSQL(
            select(orders.id).from(orders).limit(10).offset(20),
            sqlite: #"select "orders"."id" from "orders" limit ? offset ?"#,
            postgresql: #"select "orders"."id" from "orders" limit $1 offset $2"#,
            odd: "select `orders`.`id` from `orders` limit :p1 offset :p2", bindings: [.integer(10), .integer(20)]
        )
    }

    @Test func anOffsetAloneGetsALimit() {
        expectSQL(
            select(orders.id).from(orders).offset(3),
            sqlite: #"select "orders"."id" from "orders" limit 9223372036854775807 offset ?"#,
            postgresql: #"select "orders"."id" from "orders" limit 9223372036854775807 offset $1"#,
            odd: "select `orders`.`id` from `orders` limit 9223372036854775807 offset :p1", bindings: [.integer(3)])
    }

    @Test func aNegativeLimitOrOffsetIsZero() {
        expectSQL(
            select(orders.id).from(orders).limit(-1).offset(.min),
            sqlite: #"select "orders"."id" from "orders" limit ? offset ?"#,
            postgresql: #"select "orders"."id" from "orders" limit $1 offset $2"#,
            odd: "select `orders`.`id` from `orders` limit :p1 offset :p2", bindings: [.integer(0), .integer(0)]
        )
    }

    @Test func locksWhatItReads() {
        expectSQL(
            select(orders.id).from(orders).locking(.update),
            sqlite: #"select "orders"."id" from "orders""#,
            postgresql: #"select "orders"."id" from "orders" for update"#,
            odd: "select `orders`.`id` from `orders` lock_")
        expectSQL(
            select(orders.id).from(orders).locking(.share),
            sqlite: #"select "orders"."id" from "orders""#,
            postgresql: #"select "orders"."id" from "orders" for share"#,
            odd: "select `orders`.`id` from `orders` share_")
        expectSQL(
            select(orders.id).from(orders).limit(1).locking(.update, skipsLocked: true),
            sqlite: #"select "orders"."id" from "orders" limit ?"#,
            postgresql: #"select "orders"."id" from "orders" limit $1 for update skip locked"#,
            odd: "select `orders`.`id` from `orders` limit :p1 lock_ skip_", bindings: [.integer(1)])
        expectSQL(
            select(orders.id).from(orders).locking(.share, skipsLocked: true),
            sqlite: #"select "orders"."id" from "orders""#,
            postgresql: #"select "orders"."id" from "orders" for share skip locked"#,
            odd: "select `orders`.`id` from `orders` share_ skip_")
    }

    @Test func allPartsStandInTheirOrder() {
        expectSQL(
            select(orders.id).from(orders).locking(.update).limit(1).orderBy(asc(orders.id)).where(
                eq(orders.isPaid, true)),
            sqlite:
                #"select "orders"."id" from "orders" where "orders"."is_paid" = 1 order by "orders"."id" asc limit ?"#,
            postgresql:
                #"select "orders"."id" from "orders" where "orders"."is_paid" = true order by "orders"."id" asc limit $1 for update"#,
            odd:
                "select `orders`.`id` from `orders` where `orders`.`is_paid` = TRUE_ order by `orders`.`id` asc limit :p1 lock_",
            bindings: [.integer(1)]
        )
    }
}
