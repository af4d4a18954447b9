import Logging

extension ExecutorCore {
    /// Carries out updates with one call. If the storage refuses one of them for good, halves the call, at once, until those
    /// that it refuses are alone, so that the others are carried out.
    ///
    /// - Parameter report: Receives the position of each request and what became of it, as soon as that is known.
    /// - Throws: Any other error of the storage; what became of the requests that were not reported is open then.
    func update(
        _ requests: [TaskExecutionUpdateRequest],
        report: (Int, Result<Bool, TaskExecutionRefusedError>) -> Void
    ) async throws {
        var ranges = requests.isEmpty ? [] : [requests.indices]
        while let range = ranges.popLast() {
            do {
                let part = range.count == requests.count ? requests : Array(requests[range])
                for (position, wasStored) in zip(range, try await storage.update(part)) {
                    report(position, .success(wasStored))
                }
            } catch let error as TaskExecutionRefusedError {
                if range.count == 1 {
                    report(range.lowerBound, .failure(error))
                } else {
                    let middle = range.lowerBound + range.count / 2
                    ranges.append(middle..<range.upperBound)
                    ranges.append(range.lowerBound..<middle)
                }
            }
        }
    }

    /// As ``update(_:report:)``, for updates that are tried again anyway: those that the storage refuses for good are logged.
    ///
    /// - Returns: For each request, whether something was changed.
    @discardableResult
    func updateSkippingRefused(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        var wereStored = [Bool](repeating: false, count: requests.count)
        try await update(requests) { position, result in
            switch result {
            case .success(let wasStored): wereStored[position] = wasStored
            case .failure(let error):
                logger.error(
                    "the storage refuses a change of an execution",
                    metadata: ["execution_id": .string(requests[position].executionID), "error": "\(error)"]
                )
            }
        }
        return wereStored
    }
}
