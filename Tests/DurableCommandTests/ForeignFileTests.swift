import DurableExecutionStorage
import Foundation
import Testing

/// A file that is not ours, or was made to harm those who open it.
@Suite struct ForeignFileTests {
    @Test(arguments: [
        ["cancel", "a"], ["retry", "a"], ["wake", "a", "--output", "1"], ["prune", "--older-than", "1d"],
        ["prune", "--older-than", "1d", "--dry-run"], ["list"], ["show", "a"], ["migrate", "check"],
    ])
    func aCommandLeavesAForeignFileAsItIs(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("theirs.db")
        try runScript("create table theirs (note text); insert into theirs values ('a')", onDatabase: path)
        let before = try Data(contentsOf: URL(filePath: path))
        let command = try await DurableCommand.run(arguments + ["--database", path])
        #expect(command.exitCode == 2)
        #expect(command.error.contains("no table “task_executions”"))
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        #expect(try folder.contents == ["theirs.db"])
    }

    @Test func aStatementThatATriggerKeepsRunningIsInterrupted() async throws {
        let database = try await ExecutionsDatabase([.sample("a")])
        try runScript(
            """
            create trigger endless before update on task_executions begin
                select count(*) from (with recursive n(i) as (select 1 union all select i + 1 from n) select i from n);
            end
            """,
            onDatabase: database.path
        )
        let command = try await database.run("cancel", "a", "--time-limit", "200ms")
        #expect(command.exitCode == 2)
        #expect(command.error.contains("interrupted"))
        #expect(command.error.contains("--time-limit"))
        try runScript("drop trigger endless", onDatabase: database.path)
        #expect(try await database.execution("a")?.status == .ready)
    }
}
