import Testing

@testable import DurableExecutionStorage

@Suite struct StatementShapeTests {
    @Test func shapesThatNeedMoreThan64BitsAreToldApart() {
        var shapes: Set<StatementShape> = []
        for different in 0..<100 {
            for choice in 0..<10 {
                var shape = StatementShape()
                for position in 0..<100 { shape.add(position == different ? choice : 0, of: 10) }
                shapes.insert(shape)
            }
        }
        // All zeros comes a hundred times.
        #expect(shapes.count == 100 * 9 + 1)
    }
}
