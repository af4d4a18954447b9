/// What happens to one call of a storage that a test wants disturbed.
public struct StorageFault: Sendable {
    enum Moment {
        case before
        case after
    }

    let moment: Moment
    let action: @Sendable () async throws -> Void

    /// Runs something before the operation, which is not carried out if that throws. To hold a call until the test lets
    /// it go on, wait here.
    public static func before(_ action: @escaping @Sendable () async throws -> Void) -> StorageFault {
        StorageFault(moment: .before, action: action)
    }

    /// Runs something once the operation has been carried out; its result is lost if that throws.
    public static func after(_ action: @escaping @Sendable () async throws -> Void) -> StorageFault {
        StorageFault(moment: .after, action: action)
    }

    /// Throws instead of carrying the operation out.
    public static func errorBefore(_ error: any Error) -> StorageFault {
        .before { throw error }
    }

    /// Carries the operation out and throws, as a connection does that is lost between commit and answer.
    public static func errorAfter(_ error: any Error) -> StorageFault {
        .after { throw error }
    }

    /// Waits before the operation.
    public static func delayBefore(
        _ duration: Duration,
        clock: any Clock<Duration> = ContinuousClock()
    ) -> StorageFault {
        .before { try await clock.sleep(for: duration) }
    }

    /// Waits between the operation and its return.
    public static func delayAfter(
        _ duration: Duration,
        clock: any Clock<Duration> = ContinuousClock()
    ) -> StorageFault {
        .after { try await clock.sleep(for: duration) }
    }
}
