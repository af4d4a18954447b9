import DurableExecutionStorage
import Foundation
import Testing
import TypedSQL

/// Whoever wrote a text of the database must not reach the terminal with it.
@Suite struct EscapingTests {
    /// An escape sequence, a control sequence in one character, a change of direction, a line and a paragraph separator, a newline.
    private static let hostile = "a\u{1b}[31m\u{9b}2J\u{7}\u{202e}\u{2028}\u{2029}\nb"

    private func expectHarmless(_ command: DurableCommand, sourceLocation: SourceLocation = #_sourceLocation) {
        for text in [command.output, command.error] {
            let reaching = text.unicodeScalars.filter { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\n"
                default: false
                }
            }
            #expect(reaching.isEmpty, "\(text.debugDescription)", sourceLocation: sourceLocation)
        }
    }

    private func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

    @Test(
        arguments: TaskExecutionsTable().columns.filter { $0.type == .text || $0.type == .json }.map(\.name.description)
    )
    func aHostileTextInAColumnReachesNoTerminal(column: String) async throws {
        let database = try await ExecutionsDatabase([
            .finished("done"), .finished("failed", as: .failed), .sample("new"),
        ])
        for value in [Self.hostile, #"{"errorType":"\#(Self.hostile)"}"#] {
            try runScript(
                "update task_executions set \(column) = \(literal(value)) where id = 2", onDatabase: database.path
            )
            for json in [[], ["--json"]] {
                for arguments in [["list", "--payloads"], ["stats"], ["show", "failed"], ["tree", "failed"]] {
                    let path = ["--database", database.path]
                    expectHarmless(try await DurableCommand.run(arguments + json + path, columns: 200))
                }
            }
        }
    }

    @Test func anErrorOfTheBodyReachesNoTerminal() async throws {
        let database = try await ExecutionsDatabase([
            .finished("failed", as: .failed) { $0.error = TaskExecutionError(message: Self.hostile) }
        ])
        for arguments in [["list"], ["show", "failed"], ["tree", "failed"], ["list", "--json"]] {
            let command = try await DurableCommand.run(arguments + ["--database", database.path])
            #expect(command.output.contains("31m"))
            expectHarmless(command)
        }
    }

    @Test func aMessageOfTheDatabaseReachesNoTerminal() async throws {
        let database = try await ExecutionsDatabase([.sample("a")])
        try runScript(
            """
            create trigger stop before update on task_executions begin
                select raise(abort, \(literal(Self.hostile)));
            end
            """,
            onDatabase: database.path
        )
        let command = try await database.run("cancel", "a")
        #expect(command.exitCode == 2)
        #expect(command.error.contains("31m"))
        expectHarmless(command)
    }

    @Test func aNameInTheSchemaReachesNoTerminal() async throws {
        let database = try await ExecutionsDatabase([])
        try runScript(
            """
            alter table task_executions add column "\(Self.hostile)" text;
            drop index ix_task_executions_close_expires_at;
            create index ix_task_executions_close_expires_at on task_executions (close_expires_at)
                where close_status = \(literal(Self.hostile));
            """,
            onDatabase: database.path
        )
        let check = try await database.run("migrate", "check")
        #expect(check.exitCode == 1)
        #expect(check.output.contains("31m"))
        expectHarmless(check)
        try runScript("drop index ix_task_executions_execution_id", onDatabase: database.path)
        let list = try await database.run("list")
        #expect(list.exitCode == 2)
        expectHarmless(list)
        expectHarmless(try await database.run("show", Self.hostile))
        expectHarmless(try await database.run("cancel", Self.hostile))
        expectHarmless(try await database.run("list", "--table", Self.hostile))
        expectHarmless(try await DurableCommand.run("list", "--database", Self.hostile))
    }
}
