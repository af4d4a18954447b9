import Testing
import TypedSQL

@Suite struct UpdateTests {
    let orders = Orders()
    let items = Items()

    @Test func setsValuesAndNull() {
        expectSQL(
            update(orders).set {
                $0.customer = "a"
                $0.note = nil
                $0.total = 5
                $0.isPaid = false
                $0.status = .sent
            }.everyRow(),
            sqlite:
                #"update "orders" set "customer" = ?, "note" = null, "total" = ?, "is_paid" = 0, "status" = 'sent'"#,
            postgresql:
                #"update "orders" set "customer" = $1, "note" = null, "total" = $2, "is_paid" = false, "status" = 'sent'"#,
            odd:
                "update `orders` set `customer` = :p1, `note` = null, `total` = :p2, `is_paid` = FALSE_, `status` = 'sent'",
            bindings: [.text("a"), .integer(5)]
        )
    }

    @Test func setsExpressionsOfStoredValues() {
        expectSQL(
            update(orders).set {
                $0.amount = sql("\($0.column(\.amount)) + \(1)")
                $0.note = $0.column(\.customer)
            }.everyRow(),
            sqlite: #"update "orders" set "amount" = "orders"."amount" + ?, "note" = "orders"."customer""#,
            postgresql: #"update "orders" set "amount" = "orders"."amount" + $1::bigint, "note" = "orders"."customer""#,
            odd: "update `orders` set `amount` = `orders`.`amount` + :p1, `note` = `orders`.`customer`",
            bindings: [.integer(1)]
        )
    }

    @Test func setsTheValueOfACase() {
        expectSQL(
            update(orders).set {
                $0.status = when(lt(orders.amount, 3), then: OrderStatus.open).when(isNull(orders.note), then: .lost)
                    .otherwise($0.column(\.status))
                $0.note = when(eq(orders.isPaid, true), then: "paid").otherwise("owed")
            }.everyRow(),
            sqlite:
                #"update "orders" set "status" = case when "orders"."amount" < ? then 'open' when "orders"."note" is null then 'it''s lost' else "orders"."status" end, "note" = case when "orders"."is_paid" = 1 then ? else ? end"#,
            postgresql:
                #"update "orders" set "status" = case when "orders"."amount" < $1 then 'open' when "orders"."note" is null then 'it''s lost' else "orders"."status" end, "note" = case when "orders"."is_paid" = true then $2::text else $3::text end"#,
            odd:
                "update `orders` set `status` = case when `orders`.`amount` < :p1 then 'open' when `orders`.`note` is null then 'it''s lost' else `orders`.`status` end, `note` = case when `orders`.`is_paid` = TRUE_ then :p2 else :p3 end",
            bindings: [.integer(3), .text("paid"), .text("owed")]
        )
    }

    @Test func settingAColumnTwiceReplaces() {
        expectSQL(
            update(orders).set {
                $0.amount = 1
                $0.customer = "a"
                $0.amount = 2
            }.everyRow(),
            sqlite: #"update "orders" set "amount" = ?, "customer" = ?"#,
            postgresql: #"update "orders" set "amount" = $1, "customer" = $2"#,
            odd: "update `orders` set `amount` = :p1, `customer` = :p2", bindings: [.integer(2), .text("a")]
        )
    }

    @Test func changesOnlyRowsOfACondition() {
        expectSQL(
            update(orders).set { $0.amount = 1 }.where(gt(orders.id, 2)).where(nil).where(lt(orders.id, 9)),
            sqlite: #"update "orders" set "amount" = ? where ("orders"."id" > ? and "orders"."id" < ?)"#,
            postgresql: #"update "orders" set "amount" = $1 where ("orders"."id" > $2 and "orders"."id" < $3)"#,
            odd: "update `orders` set `amount` = :p1 where (`orders`.`id` > :p2 and `orders`.`id` < :p3)",
            bindings: [.integer(1), .integer(2), .integer(9)]
        )
    }

    @Test func returnsRecordsAndColumns() {
        expectSQL(
            update(items).set { $0.count = 1 }.where(eq(items.id, 2)).returning(),
            sqlite: #"update "items" set "count" = ? where "items"."id" = ? returning "sku", "count""#,
            postgresql: #"update "items" set "count" = $1 where "items"."id" = $2 returning "sku", "count""#,
            odd: "update `items` set `count` = :p1 where `items`.`id` = :p2 returning `sku`, `count`",
            bindings: [.integer(1), .integer(2)]
        )
        expectSQL(
            update(items).set { $0.count = 1 }.everyRow().returning(items.id),
            sqlite: #"update "items" set "count" = ? returning "id""#,
            postgresql: #"update "items" set "count" = $1 returning "id""#,
            odd: "update `items` set `count` = :p1 returning `id`", bindings: [.integer(1)])
    }

    @Test func changesWhatASelectFinds() {
        expectSQL(
            update(orders).set { $0.status = .sent }.where(
                inArray(
                    orders.id,
                    select(orders.id).from(orders).where(eq(orders.status, .open)).orderBy(asc(orders.id)).limit(7)
                        .locking(.update, skipsLocked: true)
                )
            ).returning(orders.id, orders.note),
            sqlite:
                #"update "orders" set "status" = 'sent' where "orders"."id" in (select "orders"."id" from "orders" where "orders"."status" = 'open' order by "orders"."id" asc limit ?) returning "id", "note""#,
            postgresql:
                #"update "orders" set "status" = 'sent' where "orders"."id" = any(array(select "orders"."id" from "orders" where "orders"."status" = 'open' order by "orders"."id" asc limit $1 for update skip locked)) returning "id", "note""#,
            odd:
                "update `orders` set `status` = 'sent' where `orders`.`id` among_ (select `orders`.`id` from `orders` where `orders`.`status` = 'open' order by `orders`.`id` asc limit :p1 lock_ skip_) returning `id`, `note`",
            bindings: [.integer(7)]
        )
    }

    @Test func anUpdateOfNothingIsAnError() {
        #expect(throws: SQLRenderingError(.nothingAssigned)) {
            try update(orders).set { _ in }.everyRow().sql.rendered(for: .sqlite)
        }
    }
}

@Suite struct DeleteTests {
    let items = Items()

    @Test func deletesAllRowsOrThoseOfACondition() {
        expectSQL(
            delete(items).everyRow(),
            sqlite: #"delete from "items""#,
            postgresql: #"delete from "items""#,
            odd: "delete from `items`")
        expectSQL(
            delete(items).where(eq(items.sku, "a")).where(isNull(items.count)),
            sqlite: #"delete from "items" where ("items"."sku" = ? and "items"."count" is null)"#,
            postgresql: #"delete from "items" where ("items"."sku" = $1 and "items"."count" is null)"#,
            odd: "delete from `items` where (`items`.`sku` = :p1 and `items`.`count` is null)", bindings: [.text("a")])
    }

    @Test func returnsRecordsAndColumns() {
        expectSQL(
            delete(items).where(eq(items.id, 1)).returning(),
            sqlite: #"delete from "items" where "items"."id" = ? returning "sku", "count""#,
            postgresql: #"delete from "items" where "items"."id" = $1 returning "sku", "count""#,
            odd: "delete from `items` where `items`.`id` = :p1 returning `sku`, `count`", bindings: [.integer(1)])
        expectSQL(
            delete(items).everyRow().returning(items.sku, items.id),
            sqlite: #"delete from "items" returning "sku", "id""#,
            postgresql: #"delete from "items" returning "sku", "id""#,
            odd: "delete from `items` returning `sku`, `id`")
    }
}
