import Foundation

/// Whether the long forms of the tests run, as `make nightly` has it.
enum Nightly {
    static let isOn = ProcessInfo.processInfo.environment["DURABLE_NIGHTLY"] == "1"

    /// How often something is done.
    static func count(_ short: Int, nightly: Int) -> Int { isOn ? nightly : short }
}
