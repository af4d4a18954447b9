import SQLiteDriver
import Testing
import TypedSQL

@Suite struct PreparedTests {
    struct Payment: Sendable {
        var orderID: Int
        var amount: Int
        var note: String?
    }

    let orders = Orders()

    @Test func theTextIsRenderedOnceForTheDialect() throws {
        func text(_ dialect: some SQLDialect) throws -> String {
            let prepared = try Prepared<Payment, Never>(for: dialect) { payment in
                update(orders).set {
                    $0.amount = payment { $0.amount }
                    $0.customer = "constant"
                    $0.note = payment { $0.note }
                }.where(and(eq(orders.id, payment { $0.orderID }), inArray(orders.customer, ["x"])))
            }
            return prepared.sql.description
        }
        #expect(
            try text(.sqlite)
                == #"update "orders" set "amount" = ?, "customer" = ?, "note" = ? where ("orders"."id" = ? and ("orders"."customer" in (select value from json_each(?))))"#
        )
        #expect(
            try text(.postgresql)
                == #"update "orders" set "amount" = $1, "customer" = $2, "note" = $3 where ("orders"."id" = $4 and ("orders"."customer" = any($5::text[])))"#
        )
        #expect(
            try text(OddDialect())
                == #"update `orders` set `amount` = :p1, `customer` = :p2, `note` = :p3 where (`orders`.`id` = :p4 and (`orders`.`customer` in (from texts :p5 end texts)))"#
        )
    }

    @Test func constantsAndParametersAreBoundInTheirOrder() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let items = Items()
        let rows = try await database.transaction { connection in
            for sql in items.definition { try await connection.run(sql) }
            let add = try Prepared<Item, Never>(for: .sqlite) { item in
                insert(items).values {
                    $0.sku = sql("\("before ") || \(item { $0.sku }) || \(" after")")
                    $0.count = item { $0.count }
                }
            }
            #expect(try await connection.run(add, with: [Item("a", 1), Item("b", nil)]) == 2)
            let find = try Prepared<Int, Item>(for: .sqlite) { number in
                select().from(items).where(gte(items.count, number { $0 })).limit(5)
            }
            #expect(try await connection.all(find, with: 2) == [])
            #expect(try await connection.all(find, with: 1) == [Item("before a after", 1)])
            return try await connection.all(select().from(items))
        }
        #expect(rows == [Item("before a after", 1), Item("before b after", nil)])
        await database.close()
    }

    @Test func recordsComeWithTheInput() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let items = Items()
        let rows = try await database.transaction { connection in
            for sql in items.definition { try await connection.run(sql) }
            let add = try Prepared<ArraySlice<Item>, Never>(for: .sqlite) { input in
                insert(items).values(input.records(count: 2) { $0 })
            }
            #expect(add.sql.description == #"insert into "items" ("sku", "count") values (?, ?), (?, ?)"#)
            try await connection.run(add, with: [[Item("a", 1), Item("b", 2)], [Item("c", 3), Item("d", nil)]])
            // One row too few would otherwise be a row of NULLs.
            await #expect(throws: SQLiteError.self) { try await connection.run(add, with: [Item("e", 1)]) }
            return try await connection.all(select(items.sku).from(items))
        }
        #expect(rows == ["a", "b", "c", "d"])
        await database.close()
    }
}
