internal import Foundation

/// A thread with a connection of its own, on which all work of a queue is done until the queue is closed.
enum ConnectionThread {
    /// Opens the connection on the new thread, where it stays.
    ///
    /// - Throws: What opening threw; then there is no thread.
    static func start(
        named name: String,
        open: @escaping @Sendable () throws -> SQLiteConnection,
        serve: @escaping @Sendable (SQLiteConnection) -> Void,
        end: @escaping @Sendable () -> Void
    ) async throws {
        try await withCheckedThrowingContinuation { (opened: CheckedContinuation<Void, any Error>) in
            let thread = Thread {
                // The connection is closed before the thread says that it has ended.
                guard run() else { return }
                end()

                func run() -> Bool {
                    do {
                        let connection = try open()
                        opened.resume()
                        serve(connection)
                        return true
                    } catch {
                        opened.resume(throwing: error)
                        return false
                    }
                }
            }
            thread.name = name
            thread.stackSize = 8 << 20
            thread.start()
        }
    }
}
