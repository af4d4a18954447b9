import DurableExecutionStorage
import Foundation
import Testing
import TypedSQL

@Suite struct InterventionTests {
    private let sleeping = TaskExecution(
        taskID: "hook", executionID: "s", sleepingTaskUniqueID: "payment", timeoutMs: 1_000, input: "{}",
        now: ExecutionsDatabase.start
    )

    @Test func cancelEndsWhatIsNotFinished() async throws {
        let database = try await ExecutionsDatabase([
            .sample("ready"), .finished("done"), .finished("lost", as: .timedOut),
            .sample("running") { execution in
                execution.status = .running
                execution.executorID = "ex_1"
            },
            .sample("waiting") { execution in
                execution.status = .waitingForChildren
                execution.children = [TaskExecutionReference(taskID: "t", executionID: "c")]
            }, sleeping,
        ])
        let cancelled = try await database.run("cancel", "ready", "running", "waiting", "s")
        #expect(cancelled.exitCode == 0)
        #expect(cancelled.lines == ["cancelled ready", "cancelled running", "cancelled waiting", "cancelled s"])
        let expected: [(String, TaskExecutionCloseStatus, Bool)] = [
            ("ready", .closed, false), ("running", .closed, true), ("waiting", .idle, false), ("s", .closed, false),
        ]
        for (id, closeStatus, needsCancellation) in expected {
            let execution = try #require(try await database.execution(id))
            #expect(execution.status == .cancelled && execution.isFinished && execution.finishedAt != nil)
            #expect(execution.closeStatus == closeStatus)
            #expect(execution.needsCancellation == needsCancellation)
            #expect(execution.error?.kind == .cancelled)
        }
        #expect(try await database.execution("running")?.executorID == "ex_1")
        let again = try await database.run("cancel", "waiting", "lost")
        #expect(again.exitCode == 1)
        #expect(again.error.contains("the execution “lost” is finished already: timed_out"))
        let nothing = try await database.run("cancel", "done", "none", "--json")
        #expect(nothing.exitCode == 1)
        #expect(nothing.output.contains(#""isDone":false"#))
        #expect(try await database.execution("done")?.status == .completed)
    }

    @Test func retryMakesWhatHasFailedReadyAgain() async throws {
        let database = try await ExecutionsDatabase([
            .finished("failed", as: .failed) { $0.retryAttempts = 3 }, .finished("done"),
            .finished("cancelled", as: .cancelled) { execution in
                execution.needsCancellation = true
                // Within the time in which its executor cancels the body, however long the test takes.
                execution.finishedAt = Int64(Date().timeIntervalSince1970 * 1_000) + 3_600_000
            },
            .child("child", of: "done") { $0.status = .failed },
            .finished("parent", as: .finalizeFailed) { execution in
                execution.children = [TaskExecutionReference(taskID: "t", executionID: "child")]
            },
        ])
        let retried = try await database.run("retry", "failed")
        #expect(retried.exitCode == 0)
        #expect(retried.lines == ["ready again: failed"])
        let execution = try #require(try await database.execution("failed"))
        #expect(execution.status == .ready && !execution.isFinished && execution.closeStatus == .idle)
        #expect(execution.retryAttempts == 0 && execution.error == nil && execution.startedAt == nil)
        for (id, reason) in [
            ("child", "is a child of “done” (resize)"), ("parent", "has children"), ("cancelled", "still being closed"),
            ("done", "is completed"),
        ] {
            let refused = try await database.run("retry", id)
            #expect(refused.exitCode == 2)
            #expect(refused.error.contains(reason))
        }
        #expect(try await database.run("retry", "none").exitCode == 1)
    }

    @Test func wakeEndsASleepingTask() async throws {
        let database = try await ExecutionsDatabase([sleeping])
        let woken = try await database.run("wake", "payment", "--output", #"{"paid":true}"#)
        #expect(woken.exitCode == 0)
        #expect(woken.lines == ["woken: payment"])
        let execution = try #require(try await database.execution("s"))
        #expect(execution.status == .completed && execution.output == #"{"paid":true}"# && execution.expiresAt == nil)
        #expect(try await database.run("wake", "payment", "--error", "late").exitCode == 1)
        #expect(try await database.run("wake", "none", "--error", "late").exitCode == 1)
    }

    @Test func wakeWithAnErrorFailsTheSleepingTask() async throws {
        let database = try await ExecutionsDatabase([sleeping])
        #expect(try await database.run("wake", "payment", "--error", "gone", "--json").exitCode == 0)
        let execution = try #require(try await database.execution("s"))
        #expect(execution.status == .failed && execution.error?.message == "gone")
    }

    @Test func pruneDeletesWhatIsOldAndOver() async throws {
        let database = try await ExecutionsDatabase([
            .finished("top"), .child("c", of: "top"), .finished("failed", as: .failed), .sample("ready"),
        ])
        let dry = try await database.run("prune", "--older-than", "1ms", "--dry-run")
        #expect(dry.lines == ["would delete executions: 3"])
        let completed = try await database.run("prune", "--older-than", "1ms", "--status", "completed", "--json")
        #expect(completed.exitCode == 0)
        #expect(try completed.object()["executions"] as? Int == 2)
        #expect(try await database.run("list", "--json").ids() == ["ready", "failed"])
        #expect(try await database.run("prune", "--older-than", "36500d").exitCode == 0)
    }
}
