import Synchronization

/// The runs of an executor and the places that they take.
///
/// A run is found by its execution id until its end is stored; it keeps its place until its body has returned as well.
final class RunRegistry: Sendable {
    private struct State {
        var runs: [String: Run] = [:]
        var takenPlaces = 0
        var isPlaceAwaited = false
    }

    private let places: Int
    private let state = Mutex(State())

    init(places: Int) {
        self.places = places
    }

    var isEmpty: Bool { state.withLock { $0.runs.isEmpty } }
    var all: [Run] { state.withLock { Array($0.runs.values) } }
    var takenPlaces: Int { state.withLock { $0.takenPlaces } }

    /// The free places. Where there is none, the next ``freePlace()`` says that one is awaited.
    func freePlaces() -> Int {
        state.withLock { state in
            let free = max(0, places - state.takenPlaces)
            state.isPlaceAwaited = free == 0
            return free
        }
    }

    /// - Returns: The earlier runs of the same executions that are still here.
    func insert(_ runs: [Run]) -> [Run] {
        state.withLock { state in
            state.takenPlaces += runs.count
            return runs.compactMap { state.runs.updateValue($0, forKey: $0.execution.executionId) }
        }
    }

    /// - Returns: Whether somebody waits for the place.
    func freePlace() -> Bool {
        state.withLock { state in
            state.takenPlaces -= 1
            defer { state.isPlaceAwaited = false }
            return state.isPlaceAwaited
        }
    }

    subscript(executionId: String) -> Run? {
        state.withLock { $0.runs[executionId] }
    }

    /// The execution may run here again already, as another run that stays.
    func remove(_ run: Run) {
        state.withLock { state in
            if state.runs[run.execution.executionId] === run { state.runs[run.execution.executionId] = nil }
        }
    }
}
