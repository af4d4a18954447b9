import PostgreSQLTestServer
import Testing
import TypedSQL

@testable import PostgreSQLDriver

/// What is too large is carried out, or refused by name of the limit.
@Suite struct LimitTests {
    private func sum(of count: Int) -> SQL {
        "select " + (0..<count).map { number -> SQL in "\(number)::bigint" }.joined(separator: " + ")
    }

    private func list(of count: Int) -> SQL {
        "select count(*) from notes where number in ("
            + (0..<count).map { number -> SQL in "\(number)" }.joined(separator: ", ") + ")"
    }

    @Test(arguments: [7_498, 7_499, 20_000, 65_535]) func manyValuesAreBound(_ count: Int) async throws {
        let database = try await notesDatabase()
        #expect(try await database.read { try await $0.values(list(of: count), as: Int.self) } == [0])
        #expect(try await database.single { try await $0.values(list(of: count), as: Int.self) } == [0])
        await database.close()
    }

    @Test func moreValuesThanTheProtocolAllowsAreRefusedBeforeTheyAreSent() async throws {
        let database = try await notesDatabase()
        let tooLong = list(of: 65_536)
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.transaction { connection in
                try await connection.run(insert(notes).values { $0.body = "a" })
                _ = try? await connection.run(tooLong)
                // The transaction goes on: nothing of it has reached the server.
                try await connection.run(insert(notes).values { $0.body = "b" })
                try await connection.run(tooLong)
            }
        }
        #expect(error?.code == .tooBig)
        #expect(error?.isRetryable == false)
        #expect(error?.message.contains("65535") == true)
        #expect(try await database.bodies() == [])
        await database.close()
    }

    @Test func anExpressionThatIsTooDeepIsAnErrorThatIsNotTriedAgain() async throws {
        let database = try await notesDatabase()
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.read { try await $0.values(sum(of: 60_000), as: Int.self) }
        }
        #expect(error?.code == .tooBig)
        #expect(error?.isRetryable == false)
        try await database.add("a")
        await database.close()
    }

    @Test func aSocketThatCannotBeWatchedIsAnError() {
        let error = #expect(throws: PostgreSQLError.self) { try SocketWatch(-1) }
        #expect(error?.code == .outOfResources)
    }

    @Test func anInsertOfManyRowsIsDivided() async throws {
        let database = try await notesDatabase()
        let statement = insert(notes).values(0..<50_000) { row, number in
            row.body = "\(number)"
            row.number = number
        }
        #expect(statement.parts(bindingAtMost: 65_535)?.count == 2)
        for call in [database.single, database.transaction] as [Call] {
            #expect(try await call { try await $0.run(statement) } == 50_000)
            // One of the last rows is there already: nothing of the others stays.
            try await database.single { _ = try await $0.run("delete from notes where number < 40000") }
            await #expect(throws: PostgreSQLError.self) { try await call { try await $0.run(statement) } }
            #expect(try await database.single { try await $0.first(select(count()).from(notes)) } == 10_000)
            try await database.single { _ = try await $0.run("delete from notes") }
        }
        await database.close()
    }

    private typealias Call =
        @Sendable (@escaping @Sendable (PostgreSQLConnection) async throws -> Int) async throws -> Int
}
