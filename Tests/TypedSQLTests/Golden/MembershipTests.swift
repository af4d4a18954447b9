import Testing
import TypedSQL

@Suite struct MembershipTests {
    let orders = Orders()
    let items = Items()

    @Test func aListIsOneBinding() throws {
        try expectSQL(
            inArray(orders.amount, [1, -2, .max]),
            sqlite: #"("amount" in (select value from json_each(?)))"#,
            postgresql: #"("amount" = any($1::bigint[]))"#,
            odd: "(`amount` in (from integers :p1 end integers))", bindings: [.text("[1,-2,9223372036854775807]")])
        try expectSQL(
            inArray(orders.customer, ["a", "b\"\\\n"]),
            sqlite: #"("customer" in (select value from json_each(?)))"#,
            postgresql: #"("customer" = any($1::text[]))"#,
            odd: "(`customer` in (from texts :p1 end texts))", bindings: [.text(#"["a","b\"\\\u000a"]"#)])
        try expectSQL(
            inArray(orders.weight, [-1, 2]),
            sqlite: #"("weight" in (select real_from_bits(value) from json_each(?)))"#,
            postgresql:
                #"("weight" = any($1::double precision[]))"#,
            odd: "(`weight` in (from reals :p1 end reals))",
            bindings: [.text("[-4616189618054758400,4611686018427387904]")])
        try expectSQL(
            notInArray(orders.note, ["a"]),
            sqlite: #"not ("note" in (select value from json_each(?)))"#,
            postgresql: #"not ("note" = any($1::text[]))"#,
            odd: "not (`note` in (from texts :p1 end texts))", bindings: [.text(#"["a"]"#)])
    }

    @Test func constantsOfTheCodeAreLiterals() throws {
        try expectSQL(
            inArray(orders.status, [.open, .lost]),
            sqlite: #"("status" in ('open', 'it''s lost'))"#,
            postgresql: #"("status" in ('open', 'it''s lost'))"#,
            odd: "(`status` in ('open', 'it''s lost'))")
        try expectSQL(
            notInArray(orders.status, [.open]),
            sqlite: #"not ("status" in ('open'))"#,
            postgresql: #"not ("status" in ('open'))"#,
            odd: "not (`status` in ('open'))")
        try expectSQL(
            inArray(orders.isPaid, [true, false]),
            sqlite: #"("is_paid" in (1, 0))"#,
            postgresql: #"("is_paid" in (true, false))"#,
            odd: "(`is_paid` in (TRUE_, FALSE_))")
    }

    @Test func nothingIsInAnEmptyList() throws {
        try expectSQL(
            inArray(orders.amount, []),
            sqlite: "1 = 0",
            postgresql: "1 = 0",
            odd: "1 = 0")
        try expectSQL(
            notInArray(orders.amount, []),
            sqlite: "1 = 1",
            postgresql: "1 = 1",
            odd: "1 = 1")
    }

    @Test func aListOfFractionsIsOneBindingThatKeepsTheirBits() throws {
        try expectSQL(
            notInArray(orders.weight, [.infinity, 1, 0.1, -0.0]),
            sqlite: #"not ("weight" in (select real_from_bits(value) from json_each(?)))"#,
            postgresql: #"not ("weight" = any($1::double precision[]))"#,
            odd: "not (`weight` in (from reals :p1 end reals))",
            bindings: [.text("[9218868437227405312,4607182418800017408,4591870180066957722,0]")]
        )
        let condition = inArray(orders.weight, [1, .nan])
        #expect(throws: SQLBindingError(position: 1, reason: .isNaN)) {
            try condition.sql.bindings(for: .sqlite)
        }
    }

    @Test func aListWithNULInATextIsOneBindingOrRefused() throws {
        let condition = inArray(orders.customer, ["a", "b\0c", "\u{1}A"])
        let sql = condition.sql
        #expect(
            try sql.rendered(for: .sqlite).description == """
                ("customer" in (select replace(replace(value, char(1) || 'A', char(0)), char(1) || 'B', char(1)) \
                from json_each(?)))
                """
        )
        #expect(try sql.bindings(for: .sqlite) == [.text(#"["a","b\u0001Ac","\u0001BA"]"#)])
        #expect(throws: SQLBindingError(position: 1, reason: .containsNUL)) { try sql.bindings(for: .postgresql) }
        #expect(throws: SQLBindingError(position: 1, reason: .containsNUL)) { try sql.bindings(for: OddDialect()) }
    }

    @Test func asksWhetherASelectFindsTheValue() throws {
        expectSQL(
            select(orders.id).from(orders).where(
                inArray(orders.note, select(items.sku).from(items).where(gt(items.count, 1)))),
            sqlite:
                #"select "orders"."id" from "orders" where "orders"."note" in (select "items"."sku" from "items" where "items"."count" > ?)"#,
            postgresql:
                #"select "orders"."id" from "orders" where "orders"."note" in (select "items"."sku" from "items" where "items"."count" > $1)"#,
            odd:
                "select `orders`.`id` from `orders` where `orders`.`note` in (select `items`.`sku` from `items` where `items`.`count` > :p1)",
            bindings: [.integer(1)]
        )
        expectSQL(
            select(orders.id).from(orders).where(notInArray(orders.customer, select(items.sku).from(items))),
            sqlite:
                #"select "orders"."id" from "orders" where "orders"."customer" not in (select "items"."sku" from "items")"#,
            postgresql:
                #"select "orders"."id" from "orders" where "orders"."customer" not in (select "items"."sku" from "items")"#,
            odd:
                "select `orders`.`id` from `orders` where `orders`.`customer` not in (select `items`.`sku` from `items`)"
        )
    }

    @Test func aSubselectReadsTheRowAroundIt() throws {
        expectSQL(
            update(orders).set {
                $0.amount = sql(
                    "\($0.column(\.amount)) - \(select(count()).from(items).where(eq(items.sku, outer(orders.note))))")
            }.where(isNotNull(orders.note)),
            sqlite:
                #"update "orders" set "amount" = "orders"."amount" - (select count(*) from "items" where "items"."sku" = "orders"."note") where "orders"."note" is not null"#,
            postgresql:
                #"update "orders" set "amount" = "orders"."amount" - (select count(*) from "items" where "items"."sku" = "orders"."note") where "orders"."note" is not null"#,
            odd:
                "update `orders` set `amount` = `orders`.`amount` - (select count(*) from `items` where `items`.`sku` = `orders`.`note`) where `orders`.`note` is not null"
        )
    }

    @Test func aSubselectOfTheSameTableIsCalledSomethingElse() {
        let children = select(orders.id).from(orders).where(eq(orders.note, outer(orders.customer)))
            .where(gt(orders.amount, 1))
        expectSQL(
            delete(orders).where(or(exists(children), isNull(orders.note))),
            sqlite:
                #"delete from "orders" where (exists (select "t2"."id" from "orders" as "t2" where ("t2"."note" = "orders"."customer" and "t2"."amount" > ?)) or "orders"."note" is null)"#,
            postgresql:
                #"delete from "orders" where (exists (select "t2"."id" from "orders" as "t2" where ("t2"."note" = "orders"."customer" and "t2"."amount" > $1)) or "orders"."note" is null)"#,
            odd:
                "delete from `orders` where (exists (select `t2`.`id` from `orders` as `t2` where (`t2`.`note` = `orders`.`customer` and `t2`.`amount` > :p1)) or `orders`.`note` is null)",
            bindings: [.integer(1)]
        )
    }

    @Test func aColumnOfAnotherTableInAPieceOfSQLIsAnError() {
        let piece: SQL = "\(items.sku) = 'a'"
        #expect(
            throws: SQLRenderingError(.columnOfAnotherTable(owner: "Items", statement: "Orders"), identifier: "sku")
        ) {
            try delete(orders).where(Condition("\(piece)")).sql.rendered(for: .sqlite)
        }
    }
}
