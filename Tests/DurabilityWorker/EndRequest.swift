import Foundation
import Synchronization

private let wasReceived = Atomic(false)

/// SIGTERM asks the process to begin nothing new, and to end when all that is stored has ended.
enum EndRequest {
    static var isMade: Bool { wasReceived.load(ordering: .relaxed) }

    static func listen() {
        // A handler must not be what makes the variable.
        wasReceived.store(false, ordering: .relaxed)
        signal(SIGTERM) { _ in wasReceived.store(true, ordering: .relaxed) }
    }
}
