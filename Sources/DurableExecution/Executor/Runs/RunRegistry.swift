import Synchronization

/// The runs of an executor and the places that they take.
///
/// A run is found by its execution id until its end is stored; it keeps its place until its body has returned as well.
final class RunRegistry: Sendable {
    private struct State {
        var runs: [String: Run] = [:]
        var takenPlaces = 0
        var runningBodies = 0
        var awaiting: [Signal] = []
    }

    private let places: Int
    private let state = Mutex(State())

    init(places: Int) {
        self.places = places
    }

    var isEmpty: Bool { state.withLock { $0.runs.isEmpty } }
    var count: Int { state.withLock { $0.runs.count } }
    var all: [Run] { state.withLock { Array($0.runs.values) } }
    var takenPlaces: Int { state.withLock { $0.takenPlaces } }
    /// Bodies and finalize functions that have not returned, also of runs that have ended.
    var runningBodies: Int { state.withLock { $0.runningBodies } }

    /// Takes free places for runs to come. Where there is none, the signal is sent when one becomes free.
    func takePlaces(upTo count: Int, orAwait signal: Signal) -> Int {
        state.withLock { state in
            let taken = min(count, max(0, places - state.takenPlaces))
            state.takenPlaces += taken
            if taken == 0, !state.awaiting.contains(where: { $0 === signal }) { state.awaiting.append(signal) }
            return taken
        }
    }

    func giveBackPlaces(_ count: Int) {
        if count == 0 { return }
        let awaiting = state.withLock { state in
            state.takenPlaces -= count
            defer { state.awaiting = [] }
            return state.awaiting
        }
        for signal in awaiting { signal.send() }
    }

    /// Adds runs for which places were taken.
    ///
    /// - Returns: The earlier runs of the same executions that are still here.
    func insert(_ runs: [Run]) -> [Run] {
        state.withLock { state in
            state.runningBodies += runs.count
            return runs.compactMap { state.runs.updateValue($0, forKey: $0.execution.executionID) }
        }
    }

    func bodyReturned() {
        state.withLock { $0.runningBodies -= 1 }
    }

    subscript(executionID: String) -> Run? {
        state.withLock { $0.runs[executionID] }
    }

    /// The execution may run here again already, as another run that stays.
    func remove(_ run: Run) {
        state.withLock { state in
            if state.runs[run.execution.executionID] === run { state.runs[run.execution.executionID] = nil }
        }
    }
}
