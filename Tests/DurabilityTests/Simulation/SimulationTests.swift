#if os(Linux)
import Foundation
import Testing

/// Executors in a world that a seed decides; see the sources of `DurabilitySimulator`.
@Suite struct SimulationTests {
    private static let seeds = Nightly.count(200, nightly: 10_000)
    /// In the long form another one each time; whatever fails is printed with its seed.
    private static let first = Nightly.isOn ? Int.random(in: 1_000...1_000_000_000) : 1

    @Test func nothingIsLostWhateverFails() throws {
        let output = try Self.simulate(Self.first, count: Self.seeds)
        let violations = output.filter { $0.hasPrefix("seed ") }
        #expect(violations == [])
        let summary = try #require(output.last)
        #expect(summary.hasPrefix("seeds \(Self.seeds), failures 0, "))
        try Figure(figure: "seeds of the executor model", value: Self.seeds, losses: violations.count).record()
    }

    @Test func theSameSeedDoesTheSame() throws {
        #expect(try Self.simulate(17, count: 5) == Self.simulate(17, count: 5))
    }

    /// The lines that the simulator prints.
    private static func simulate(_ first: Int, count: Int) throws -> [String] {
        let simulator = try Worker(
            ["\(first)", "\(count)"], of: .simulator, environment: ["SWIFT_DETERMINISTIC_HASHING": "1"]
        )
        let output = try simulator.finish(within: 3_600)
        #expect(simulator.hasSucceeded)
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
#endif
