import DurableExecution
import DurableExecutionTesting
import Synchronization

/// What goes wrong between a process and the database, until it is over.
struct Storm: Sendable {
    struct ConnectionLost: Error {}

    let dice: Dice
    let clock: ManualClock
    /// Unix milliseconds.
    let end: Int64

    var isRaging: Bool { clock.now < end }

    /// Of one call of a process.
    func faults(in life: Life) -> [StorageFault] {
        // Neither call nor answer gets over the death of the process.
        let died = [StorageFault.before { try await life.goOn() }]
        let lost = [StorageFault.after { try await life.goOn() }]
        return died + (isRaging ? chosen(life) : []) + lost
    }

    private func chosen(_ life: Life) -> [StorageFault] {
        let death: @Sendable () async throws -> Void = {
            life.end()
            try await life.goOn()
        }
        let pause = dice.milliseconds(0...9_000)
        let wait: @Sendable () async throws -> Void = { [clock] in try await clock.sleep(for: pause) }
        let yields = dice.number(0...3)
        let yield: @Sendable () async throws -> Void = { for _ in 0..<yields { await Task.yield() } }
        switch dice.number(1...1_000) {
        case 1...40: return [.errorBefore(ConnectionLost())]
        case 41...80: return [.errorAfter(ConnectionLost())]
        case 81...110: return [.before(wait)]
        case 111...140: return [.after(wait)]
        case 141...150: return [.before(wait), .errorAfter(ConnectionLost())]
        case 151...156: return [.before(death)]
        case 157...162: return [.after(death)]
        default: return [.before(yield), .after(yield)]
        }
    }
}
