import Testing
import TypedSQL

@Suite struct InsertTests {
    let orders = Orders()
    let items = Items()

    @Test func insertsOneRowColumnByColumn() {
        expectSQL(
            insert(orders).values {
                $0.customer = "a"
                $0.note = nil
                $0.amount = 2
                $0.isPaid = true
                $0.status = .lost
            },
            sqlite:
                #"insert into "orders" ("customer", "note", "amount", "is_paid", "status") values (?, null, ?, 1, 'it''s lost')"#,
            postgresql:
                #"insert into "orders" ("customer", "note", "amount", "is_paid", "status") values ($1, null, $2, true, 'it''s lost')"#,
            odd:
                "insert into `orders` (`customer`, `note`, `amount`, `is_paid`, `status`) values (:p1, null, :p2, TRUE_, 'it''s lost')",
            bindings: [.text("a"), .integer(2)]
        )
    }

    @Test func insertsManyRowsColumnByColumn() {
        expectSQL(
            insert(items).values([("a", 1), ("b", 2)]) { row, pair in
                row.sku = pair.0
                row.count = pair.1
            },
            sqlite: #"insert into "items" ("sku", "count") values (?, ?), (?, ?)"#,
            postgresql: #"insert into "items" ("sku", "count") values ($1, $2), ($3, $4)"#,
            odd: "insert into `items` (`sku`, `count`) values (:p1, :p2), (:p3, :p4)",
            bindings: [.text("a"), .integer(1), .text("b"), .integer(2)]
        )
    }

    @Test func insertsARecord() {
        expectSQL(
            insert(items).values(Item("a", nil)),
            sqlite: #"insert into "items" ("sku", "count") values (?, ?)"#,
            postgresql: #"insert into "items" ("sku", "count") values ($1, $2)"#,
            odd: "insert into `items` (`sku`, `count`) values (:p1, :p2)", bindings: [.text("a"), .null])
    }

    @Test func insertsManyRecords() {
        expectSQL(
            insert(items).values([Item("a", 1), Item("b", nil)]),
            sqlite: #"insert into "items" ("sku", "count") values (?, ?), (?, ?)"#,
            postgresql: #"insert into "items" ("sku", "count") values ($1, $2), ($3, $4)"#,
            odd: "insert into `items` (`sku`, `count`) values (:p1, :p2), (:p3, :p4)",
            bindings: [.text("a"), .integer(1), .text("b"), .null]
        )
    }

    @Test func aConflictDoesNothing() {
        expectSQL(
            insert(items).values { $0.sku = "a" }.onConflictDoNothing(),
            sqlite: #"insert into "items" ("sku") values (?) on conflict do nothing"#,
            postgresql: #"insert into "items" ("sku") values ($1) on conflict do nothing"#,
            odd: "insert into `items` (`sku`) values (:p1) on conflict do nothing", bindings: [.text("a")]
        )
        expectSQL(
            insert(items).values { $0.sku = "a" }.onConflictDoNothing(on: items.sku, items.count),
            sqlite: #"insert into "items" ("sku") values (?) on conflict ("sku", "count") do nothing"#,
            postgresql: #"insert into "items" ("sku") values ($1) on conflict ("sku", "count") do nothing"#,
            odd: "insert into `items` (`sku`) values (:p1) on conflict (`sku`, `count`) do nothing",
            bindings: [.text("a")]
        )
    }

    @Test func aConflictUpdates() {
        expectSQL(
            insert(items).values(Item("a", 1)).onConflictDoUpdate(on: items.sku) {
                $0.count = sql("\($0.column(\.count)) + \(excluded(items.count))")
            },
            sqlite:
                #"insert into "items" ("sku", "count") values (?, ?) on conflict ("sku") do update set "count" = "items"."count" + excluded."count""#,
            postgresql:
                #"insert into "items" ("sku", "count") values ($1, $2) on conflict ("sku") do update set "count" = "items"."count" + excluded."count""#,
            odd:
                "insert into `items` (`sku`, `count`) values (:p1, :p2) on conflict (`sku`) do update set `count` = `items`.`count` + excluded.`count`",
            bindings: [.text("a"), .integer(1)]
        )
    }

    @Test func returnsRecordsAndColumns() {
        expectSQL(
            insert(items).values(Item("a", 1)).returning(),
            sqlite: #"insert into "items" ("sku", "count") values (?, ?) returning "sku", "count""#,
            postgresql: #"insert into "items" ("sku", "count") values ($1, $2) returning "sku", "count""#,
            odd: "insert into `items` (`sku`, `count`) values (:p1, :p2) returning `sku`, `count`",
            bindings: [.text("a"), .integer(1)])
        expectSQL(
            insert(items).values(Item("a", 1)).onConflictDoNothing().returning(items.id, items.count),
            sqlite:
                #"insert into "items" ("sku", "count") values (?, ?) on conflict do nothing returning "id", "count""#,
            postgresql:
                #"insert into "items" ("sku", "count") values ($1, $2) on conflict do nothing returning "id", "count""#,
            odd:
                "insert into `items` (`sku`, `count`) values (:p1, :p2) on conflict do nothing returning `id`, `count`",
            bindings: [.text("a"), .integer(1)]
        )
    }

    @Test func rowsThatAssignDifferentColumnsAreAnError() {
        let statement = insert(items).values([true, false]) { row, isCounted in
            row.sku = "a"
            if isCounted { row.count = 1 }
        }
        #expect(throws: SQLRenderingError(.unequalRows)) { try statement.sql.rendered(for: .sqlite) }
    }

    @Test func anInsertOfNothingIsAnError() {
        #expect(throws: SQLRenderingError(.nothingAssigned)) {
            try insert(items).values { _ in }.sql.rendered(for: .sqlite)
        }
        #expect(throws: SQLRenderingError(.nothingAssigned)) {
            try insert(items).values([Item]()).sql.rendered(for: .sqlite)
        }
    }
}
