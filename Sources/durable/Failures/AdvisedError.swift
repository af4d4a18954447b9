/// An error of a database that a command can say what to do about.
protocol AdvisedError: Error {
    /// In one line: what happened, where, and what to do.
    var advice: String { get }
    var status: ExitStatus { get }
}

extension AdvisedError {
    var status: ExitStatus { .failure }
}
