extension Duration {
    /// Whole milliseconds, rounded up, or the nearest number there is.
    package var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let perMillisecond: Int64 = 1_000_000_000_000_000
        let (part, rest) = attoseconds.quotientAndRemainder(dividingBy: perMillisecond)
        return whole.addingClamped(part + (rest > 0 ? 1 : 0))
    }
}
