import Dispatch
import Foundation
import Synchronization

/// The end of a process that was asked for with Ctrl-C or a `kill`.
struct Interruption: Error {
    let number: Int32

    /// What a shell expects of a process that such a signal ended.
    var exitStatus: Int32 { 128 + number }

    /// Runs the body in a Swift task that SIGINT and SIGTERM cancel; a second signal ends the process at once.
    ///
    /// - Throws: ``Interruption`` where the body ended by the cancellation; what the body throws.
    static func watching<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let work = Task { try await body() }
        let received = ReceivedSignal()
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                received.signal.withLock { $0 = number }
                work.cancel()
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        do {
            return try await work.value
        } catch is CancellationError {
            throw Interruption(number: received.signal.withLock { $0 } ?? SIGTERM)
        }
    }

    private final class ReceivedSignal: Sendable {
        let signal = Mutex<Int32?>(nil)
    }
}
