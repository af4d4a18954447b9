import DurableExecution
import Foundation

/// Why there is no digest of a file.
struct DigestFailure: TaskFailure, CustomStringConvertible {
    let description: String
    let isRetryable: Bool

    init(_ description: String) {
        self.description = description
        isRetryable = false
    }

    /// Only what may pass is tried again: no file comes back by asking for it.
    init(_ what: String, errno code: Int32) {
        description = "\(what): \(String(cString: strerror(code)))"
        isRetryable = [EIO, EAGAIN, EMFILE, ENFILE, ENOMEM, ESTALE, ETIMEDOUT].contains(code)
    }
}
