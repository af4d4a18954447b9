import TaskExecutionsSchema
import Testing
import TypedSQL

/// PostgreSQL cuts names after 63 bytes without an error.
@Suite struct LongTableNameTests {
    @Test(arguments: [
        String(repeating: "t", count: 63), String(repeating: "名", count: 21), String(repeating: "é", count: 31),
        String(repeating: "👩‍👩‍👧", count: 3),
    ])
    func postgreSQLGetsShorterNamesOfIndexesThatStayDifferent(tableName: String) throws {
        for profile in TaskExecutionsIndexProfile.allCases {
            let table = TaskExecutionsTable(tableName, indexes: profile)
            let names = try table.description(for: .postgresql).indexes.map(\.name)
            #expect(Set(names).count == 11)
            #expect(names.allSatisfy { $0.utf8.count <= 63 })
            let script = try table.migrationScript(for: .postgresql)
            for name in names { #expect(script.contains("INDEX \"\(name)\" ON \"\(tableName)\"")) }
        }
    }

    @Test func twoLongNamesWithTheSameBeginningGetDifferentIndexes() throws {
        let beginning = String(repeating: "t", count: 62)
        let first = try TaskExecutionsTable(beginning + "1").description(for: .postgresql).indexes.map(\.name)
        let second = try TaskExecutionsTable(beginning + "2").description(for: .postgresql).indexes.map(\.name)
        #expect(Set(first).isDisjoint(with: second))
    }

    @Test func namesThatFitStayAsTheReferenceHasThem() throws {
        let names = try TaskExecutionsTable().description(for: .postgresql).indexes.map(\.name)
        #expect(names.contains("ix_task_executions_status_ocfp_status_acc_updated_at"))
        #expect(try TaskExecutionsTable().description(for: .sqlite).indexes.map(\.name) == names)
    }

    @Test func aTableNameThatIsTooLongItselfIsRefused() {
        let name = String(repeating: "t", count: 64)
        #expect(throws: SQLRenderingError(.identifierTooLong(bytes: 64, limit: 63), identifier: name)) {
            try TaskExecutionsTable(name).migrationScript(for: .postgresql)
        }
        #expect(throws: Never.self) { try TaskExecutionsTable(name).migrationScript(for: .sqlite) }
    }

    @Test func anEmptyNameAndOneWithNULAreRefused() {
        #expect(throws: SQLRenderingError.self) { try TaskExecutionsTable("").migrationScript(for: .sqlite) }
        #expect(throws: SQLRenderingError.self) { try TaskExecutionsTable("a\0b").migrationScript(for: .sqlite) }
    }
}
