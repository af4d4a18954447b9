import DurableExecution
import Foundation
import Testing

@Suite struct SuperJSONRoundTripTests {
    private let codec = SuperJSONTaskPayloadCodec()

    @Test(arguments: 0..<200 as Range<UInt64>)
    func aValueComesBackAsItWent(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sample = SuperJSONSample.random(depth: 3, using: &generator)
        let text = try codec.encode(sample)
        let decoded = try codec.decode(SuperJSONSample.self, from: text)
        #expect(decoded == sample)
        #expect(try codec.encode(decoded) == text)
    }

    @Test func classesWithParentsComeBack() throws {
        let text = try codec.encode(Child(name: "a", at: Date(timeIntervalSince1970: 1)))
        let child = try codec.decode(Child.self, from: text)
        #expect(child.name == "a")
        #expect(child.at == Date(timeIntervalSince1970: 1))
    }

    private class Parent: Codable {
        let name: String
        init(name: String) { self.name = name }
    }

    private final class Child: Parent {
        let at: Date

        private enum CodingKeys: CodingKey { case at }

        init(name: String, at: Date) {
            self.at = at
            super.init(name: name)
        }

        required init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            at = try container.decode(Date.self, forKey: .at)
            try super.init(from: try container.superDecoder())
        }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(at, forKey: .at)
            try super.encode(to: container.superEncoder())
        }
    }
}
