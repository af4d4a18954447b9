import Testing

@testable import DurableExecution

@Suite struct OrderedPositionsTests {
    @Test func positionsComeByTimeAndThenByRow() {
        var positions = OrderedPositions()
        for (time, rowID) in [(5, 1), (3, 2), (5, 0), (.min, 9), (3, 1)] as [(Int64, Int)] {
            positions.insert(OrderedPosition(time: time, rowID: rowID))
        }
        #expect(positions.first(10, before: nil) == [9, 1, 2, 0, 1])
        #expect(positions.first(2, before: nil) == [9, 1])
        #expect(positions.first(10, before: 5) == [9, 1, 2])
    }

    @Test func manyPositionsStayInOrderThroughInsertsAndRemovals() {
        var positions = OrderedPositions()
        var expected: Set<OrderedPosition> = []
        for number in 0..<5_000 {
            let position = OrderedPosition(time: Int64(number &* 7_919 % 101), rowID: number)
            positions.insert(position)
            expected.insert(position)
        }
        for number in stride(from: 0, to: 5_000, by: 3) {
            let position = OrderedPosition(time: Int64(number &* 7_919 % 101), rowID: number)
            positions.remove(position)
            positions.remove(position)
            expected.remove(position)
        }
        #expect(positions.first(.max, before: nil) == expected.sorted().map(\.rowID))
        for position in expected {
            positions.remove(position)
        }
        #expect(positions.isEmpty)
    }
}
