import Foundation
import PostgreSQLDriver
import PostgreSQLTestServer
import TypedSQL

/// What may happen to a server while processes work on it.
enum ServerFault: String, CaseIterable, CustomStringConvertible {
    case restart, kill, cutConnections, pause

    var description: String {
        switch self {
        case .restart: "a restart of the server"
        case .kill: "a server killed with -9"
        case .cutConnections: "connections cut again and again"
        case .pause: "a server that stands still"
        }
    }

    /// Returns when the server can work again.
    ///
    /// - Parameter duration: How long the server is away, or how long connections are cut.
    func happen(to server: TestServer, for duration: Duration) async throws {
        switch self {
        case .restart: try await tell(.stop, .start, to: server, for: duration)
        case .kill: try await tell(.kill, .start, to: server, for: duration)
        case .pause: try await tell(.pause, .resume, to: server, for: duration)
        case .cutConnections:
            let database = try PostgreSQLDatabase(server.connectionString)
            let end = ContinuousClock.now + duration
            while ContinuousClock.now < end {
                _ = try await database.single { connection in
                    try await connection.run(
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where pid <> pg_backend_pid() and backend_type = 'client backend'
                        """
                    )
                }
                try await Task.sleep(for: .milliseconds(Int.random(in: 20...200)))
            }
            await database.close()
        }
    }

    private func tell(
        _ first: TestServer.Command, _ second: TestServer.Command, to server: TestServer, for duration: Duration
    ) async throws {
        try await server.tell(first)
        try await Task.sleep(for: duration)
        try await server.tell(second)
    }
}
