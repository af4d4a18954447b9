/// What every `TaskExecutionsStorage` has to do, as checks that the author of a storage runs.
///
/// ```swift
/// @Test(arguments: StorageConformance.checks)
/// func conforms(_ check: StorageConformance.Check) async throws {
///     try await check.run { MyStorage(testMode: true) }
/// }
/// ```
public enum StorageConformance {
    /// What not every storage is able to do.
    public struct Capabilities: OptionSet, Sendable, Hashable {
        public let rawValue: Int

        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// Texts may contain the character U+0000, which PostgreSQL refuses.
        public static let nulCharacters = Capabilities(rawValue: 1)

        /// Everything.
        public static let all: Capabilities = [.nulCharacters]
    }

    /// All checks for a storage in test mode that has every capability.
    public static var checks: [Check] { checks(capabilities: .all) }

    /// All checks for a storage in test mode that has these capabilities.
    public static func checks(capabilities: Capabilities) -> [Check] {
        let all: [Check] =
            insertChecks + uniquenessChecks + lookupChecks + timeFilterChecks + updateChecks + updateWithChildrenChecks
            + updateFieldChecks
            + selectorChecks + decrementChecks + childrenChecks + deleteChecks + valueChecks + textChecks
            + concurrencyChecks + randomOperationsChecks
        return all.filter { capabilities.isSuperset(of: $0.requiredCapabilities) }
    }

    /// The checks for a storage that is not in test mode.
    public static var productionChecks: [Check] { [deletesNothingOutsideTestMode] }
}
