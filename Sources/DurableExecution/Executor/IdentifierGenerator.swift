import Synchronization

/// Makes ids of a prefix and 24 base-62 characters, of which the first 10 grow with time and from one id to the next.
///
/// Ids in the order of their making keep a database's index on them compact.
final class IdentifierGenerator: Sendable {
    private let clock: any DurableClock
    private let lastTick = Mutex<UInt64>(0)

    init(clock: any DurableClock) {
        self.clock = clock
    }

    func executionID() -> String { identifier("te_") }
    func executorID() -> String { identifier("ex_") }

    private func identifier(_ prefix: StaticString) -> String {
        let time = UInt64(max(0, min(clock.now, Self.lastMillisecond))) * Self.ticksPerMillisecond
        let tick = lastTick.withLock { last in
            last = max(last + 1, time)
            return last
        }
        var characters: [UInt8] = []
        characters.reserveCapacity(27)
        prefix.withUTF8Buffer { characters.append(contentsOf: $0) }
        append(tick, digits: 10, to: &characters)
        append(.random(in: .min ... .max), digits: 7, to: &characters)
        append(.random(in: .min ... .max), digits: 7, to: &characters)
        return String(decoding: characters, as: UTF8.self)
    }

    private func append(_ number: UInt64, digits: Int, to characters: inout [UInt8]) {
        let start = characters.count
        characters.append(contentsOf: repeatElement(0, count: digits))
        var rest = number
        for index in (start..<(start + digits)).reversed() {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 62)
            characters[index] = Self.alphabet[Int(digit)]
            rest = quotient
        }
    }

    // 62^10 ticks last until the year 2102.
    private static let ticksPerMillisecond: UInt64 = 200_000
    private static let lastMillisecond: Int64 = 4_196_000_000_000
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
}
