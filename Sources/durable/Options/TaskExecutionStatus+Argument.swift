public import ArgumentParser
public import DurableExecutionStorage
internal import TypedSQL

extension TaskExecutionStatus: ExpressibleByArgument {
    public init?(argument: String) {
        guard let status = Self.allCases.first(where: { $0.text == argument }) else { return nil }
        self = status
    }

    public static var allValueStrings: [String] { allCases.map(\.text) }

    /// As it is stored.
    var text: String { sqlText.description }
}
