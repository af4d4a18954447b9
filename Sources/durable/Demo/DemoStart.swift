/// How a start of the demo finds the database.
struct DemoStart: Sendable {
    let runID: String
    let isScanned: Bool
    let progress: DemoProgress
    /// Whether it goes on with a run that was interrupted.
    let isResumed: Bool
}
