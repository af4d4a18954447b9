internal import Synchronization

/// The bodies in which a task is, so that one that calls its own database gets an error and does not wait for itself.
package final class OpenBody: Sendable {
    @TaskLocal private static var innermost: OpenBody?

    private let database: ObjectIdentifier
    private let outer: OpenBody?
    /// A task that the body has started may live longer than the body.
    private let isOpen = Atomic(true)

    private init(of database: ObjectIdentifier, outer: OpenBody?) {
        self.database = database
        self.outer = outer
    }

    /// Whether the task is in a body of any database.
    package static var isAnyOpen: Bool { isOpen(where: { _ in true }) }

    package static func isOpen(of database: ObjectIdentifier) -> Bool {
        isOpen(where: { $0 == database })
    }

    private static func isOpen(where isMeant: (ObjectIdentifier) -> Bool) -> Bool {
        var body = innermost
        while let current = body {
            if isMeant(current.database), current.isOpen.load(ordering: .relaxed) { return true }
            body = current.outer
        }
        return false
    }

    package static func with<Result>(
        _ database: ObjectIdentifier, _ body: () async throws -> Result
    ) async rethrows -> Result {
        let open = OpenBody(of: database, outer: innermost)
        defer { open.isOpen.store(false, ordering: .relaxed) }
        return try await $innermost.withValue(open) { try await body() }
    }
}
