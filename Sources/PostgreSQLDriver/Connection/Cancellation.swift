internal import CPostgreSQL
internal import Dispatch
internal import Synchronization

/// Asks the server to end the statement that runs on a connection.
///
/// `@unchecked`, for libpq's handle may be used by any thread, also while another one uses the connection.
final class Cancellation: @unchecked Sendable {
    private let handle: OpaquePointer?
    private let end = Mutex<ContinuousClock.Instant?>(nil)
    /// How long the server may take to end a statement before the connection is given up.
    private static let patience: Duration = .seconds(2)

    init(of link: OpaquePointer) { handle = PQgetCancel(link) }

    deinit { PQfreeCancel(handle) }

    /// Whether somebody has asked: then it is not known which statement the server will end, and the connection is of no
    /// further use.
    var isRequested: Bool { deadline != nil }

    /// When the connection is given up; `nil` if nobody has asked.
    var deadline: ContinuousClock.Instant? { end.withLock { $0 } }

    /// It goes on a connection of its own, for which libpq waits: not on a thread of Swift's.
    ///
    /// - Returns: When the connection is given up.
    @discardableResult
    func request() -> ContinuousClock.Instant {
        let deadline = ContinuousClock.now + Self.patience
        end.withLock { $0 = deadline }
        DispatchQueue.global().async { [self] in
            var message = [CChar](repeating: 0, count: 256)
            // Where it fails, the statement ends by its timeout.
            _ = PQcancel(handle, &message, Int32(message.count))
        }
        return deadline
    }
}
