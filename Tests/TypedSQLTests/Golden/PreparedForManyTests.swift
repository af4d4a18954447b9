import Testing
import TypedSQL

@Suite struct PreparedForManyTests {
    struct Payment: Sendable {
        var orderID: Int64
        var amount: Int
        var note: String?
    }

    private func pay(_ dialect: some SQLDialect) throws -> PreparedForMany<Payment, Int64?> {
        try PreparedForMany<Payment, Int64?>(for: dialect, capacity: 2) { payment in
            update(Orders()).set {
                $0.amount = payment { $0.amount }
                $0.customer = "constant"
                $0.note = payment { $0.note }
                $0.status = .sent
            }
            .where(and(eqByIndex(Orders().total, payment { $0.orderID }), eq(Orders().isPaid, true)))
            .returning(Orders().total)
        }
    }

    @Test func eachParameterIsAColumnOfTheInputs() throws {
        #expect(
            try pay(.postgresql).sql.description
                == #"update "orders" set "amount" = "input"."column1", "customer" = $1, "note" = "input"."column2", "status" = 'sent' from unnest($2::bigint[], $3::text[], $4::bigint[]) as "input" ("column1", "column2", "column3") where ("orders"."total" = any(array["input"."column3"]) and "orders"."is_paid" = true) returning "total""#
        )
        #expect(
            try pay(OddDialect()).sql.description
                == "update `orders` set `amount` = `input`.`column1`, `customer` = :p1, `note` = `input`.`column2`, `status` = 'sent' from lists_ :p2!BIGINT__LIST, :p3!TEXT__LIST, :p4!BIGINT__LIST end_lists as `input` (`column1`, `column2`, `column3`) where (`orders`.`total` is_ `input`.`column3` there_ and `orders`.`is_paid` = TRUE_) returning `total`"
        )
    }

    @Test func whereThereAreNoListsTheInputsAreRows() throws {
        let statement = try pay(.sqlite)
        #expect(
            statement.sql.description
                == #"update "orders" set "amount" = "input"."column1", "customer" = ?, "note" = "input"."column2", "status" = 'sent' from (values (?, ?, ?), (?, ?, ?)) as "input" where ("orders"."total" = "input"."column3" and "orders"."is_paid" = 1) returning "total""#
        )
        #expect(statement.capacity == 2)
        #expect(try pay(.postgresql).capacity == nil)
    }

    @Test func aTableMayHaveTheNameOfTheInputs() throws {
        struct Inputs: Table {
            let tableName = "input"
            let id = bigint("id").notNull()
        }
        let rename = try PreparedForMany<Int64, Never>(for: .postgresql) { id in
            update(Inputs()).set { $0.id = 5 }.where(eqByIndex(Inputs().id, id { $0 }))
        }
        #expect(
            rename.sql.description
                == #"update "input" set "id" = $1 from unnest($2::bigint[]) as "inputs" ("column1") where "input"."id" = any(array["inputs"."column1"])"#
        )
    }

    @Test func anUpdateGivesBackWhatFoundItsRows() throws {
        let items = Items()
        let found = select(items.sku, items.count).from(items).limit(5).locking(.update)
        let statement = update(items).set { $0.count = nil }.returning(items, of: items.sku, foundBy: found)
        #expect(
            try statement.sql.rendered(for: .postgresql).description
                == #"update "items" set "count" = null from (select "items"."sku", "items"."count" from "items" limit $1 for update) as "input" ("column1", "column2") where "items"."sku" = any(array["input"."column1"]) returning "sku", "count", "input"."column2""#
        )
    }

    @Test func anInsertLeavesOutColumnsOfItsRecords() throws {
        let add = try Prepared<ArraySlice<Item>, Never>(for: .postgresql) { input in
            insert(Items()).values(input.records(count: 2, leavingOut: ColumnPositions(position: 1)) { $0 })
        }
        #expect(add.sql.description == #"insert into "items" ("sku") values ($1), ($2)"#)
    }
}
