import TypedSQL

/// Tables with random rows, random statements on them, and what each is to answer.
struct Script: Sendable {
    private let things: Things
    private let parts: Parts
    private let rows: [Thing]
    private let partRows: [Part]
    private let steps: [Step]
    /// What each statement answers, as the model has it.
    let expected: [String]

    /// A statement, and its answer as a text.
    enum Step: Sendable {
        case ids(any Statement<Int64>)
        case pairs(any Statement<(Int64, Int64?)>)
        case groups(any Statement<(OrderStatus?, Int, Int?)>)
        case aggregates(any Statement<(Int, Int?, Int64?, String?, Double?)>)
        case integers(any Statement<Int?>)
        case table(any Statement<Never>, any Statement<(Int64, Int?, Int64, String?, Bool)>)
    }

    var texts: [String] {
        steps.map { step in
            let sql =
                switch step {
                case .ids(let statement): statement.sql
                case .pairs(let statement): statement.sql
                case .groups(let statement): statement.sql
                case .aggregates(let statement): statement.sql
                case .integers(let statement): statement.sql
                case .table(let statement, _): statement.sql
                }
            return (try? "\(sql.rendered(for: .sqlite)) \(sql.bindings(for: .sqlite))") ?? "can't be rendered"
        }
    }

    init(seed: UInt64, count: Int) {
        var generator = SeededGenerator(seed: seed)
        // Short enough for PostgreSQL.
        let name = HostileNames.random(number: 0, using: &generator).unicodeScalars.prefix(8)
        let things = Things(tableName: "\(String.UnicodeScalarView(name)) things")
        let parts = Parts(tableName: "\(String.UnicodeScalarView(name)) parts")
        var rules = RandomRules(things: things, parts: parts, partRows: [], generator: generator)
        let partRows = (0..<Int64(rules.below(8))).map { rules.part($0) }
        var rows = (0..<Int64(rules.below(25))).map { rules.thing($0) }
        rules = RandomRules(things: things, parts: parts, partRows: partRows, generator: rules.generator)
        (self.things, self.parts, self.rows, self.partRows) = (things, parts, rows, partRows)
        var steps: [Step] = []
        var expected: [String] = []
        for _ in 0..<count {
            let (step, answer) = Self.step(&rules, &rows)
            steps.append(step)
            expected.append(answer)
        }
        (self.steps, self.expected) = (steps, expected)
    }

    func run(on connection: some SQLConnection) async throws -> [String] {
        for table in [things.createTable, parts.createTable] { try await connection.run(table) }
        if !rows.isEmpty { try await connection.run(Self.insertion(things, rows)) }
        if !partRows.isEmpty {
            try await connection.run(
                insert(parts).values(partRows) { row, part in
                    row.id = part.id
                    row.thing = part.thing
                    row.size = part.size
                }
            )
        }
        var answers: [String] = []
        for step in steps { answers.append(try await answer(step, connection)) }
        for table in [things.tableName, parts.tableName] { try await connection.run("drop table \(identifier: table)") }
        return answers
    }

    private func answer(_ step: Step, _ connection: some SQLConnection) async throws -> String {
        switch step {
        case .ids(let statement): "\(try await connection.all(statement))"
        case .pairs(let statement): "\(try await connection.all(statement))"
        case .groups(let statement): "\(try await connection.all(statement))"
        case .aggregates(let statement): "\(try await connection.all(statement))"
        case .integers(let statement): "\(try await connection.all(statement))"
        case .table(let change, let statement):
            "\(try await connection.run(change)) \(try await connection.all(statement))"
        }
    }
}
