internal import CPostgreSQL
internal import Dispatch
internal import Synchronization

/// Asks the server to end the statement that runs on a connection.
///
/// `@unchecked`, for libpq's handle may be used by any thread, also while another one uses the connection.
final class Cancellation: @unchecked Sendable {
    private let handle: OpaquePointer?
    private let wasAsked = Atomic(false)

    init(of link: OpaquePointer) { handle = PQgetCancel(link) }

    deinit { PQfreeCancel(handle) }

    /// Whether somebody has asked: then it is not known which statement the server will end, and the connection is of no
    /// further use.
    var isRequested: Bool { wasAsked.load(ordering: .acquiring) }

    /// It goes on a connection of its own, for which libpq waits: not on a thread of Swift's.
    func request() {
        wasAsked.store(true, ordering: .releasing)
        DispatchQueue.global().async { [self] in
            var message = [CChar](repeating: 0, count: 256)
            // Where it fails, the statement ends by its timeout.
            _ = PQcancel(handle, &message, Int32(message.count))
        }
    }
}
