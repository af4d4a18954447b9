/// Why a command could not do what it was asked for.
struct IndexFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
