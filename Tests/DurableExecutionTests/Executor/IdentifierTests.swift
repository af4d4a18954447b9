import DurableExecutionTesting
import Testing

@testable import DurableExecution

@Suite struct IdentifierTests {
    @Test func idsGrowWithTimeAndFromOneToTheNext() {
        let clock = ManualClock()
        let identifiers = IdentifierGenerator(clock: clock)
        var ids = (0..<1000).map { _ in identifiers.executionID() }
        clock.jump(by: .milliseconds(1))
        ids += (0..<1000).map { _ in identifiers.executionID() }
        #expect(ids == ids.sorted())
        #expect(Set(ids.map { $0.prefix(13) }).count == 2000)
    }

    @Test func anIDIsAPrefixAnd24LettersAndDigits() {
        let id = IdentifierGenerator(clock: SystemDurableClock()).executorID()
        #expect(id.hasPrefix("ex_"))
        #expect(id.count == 27)
        #expect(id.dropFirst(3).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }
}
