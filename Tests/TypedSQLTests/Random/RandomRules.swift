import TypedSQL

/// Random rows, and random conditions on them.
struct RandomRules {
    let things: Things
    let parts: Parts
    let partRows: [Part]
    var generator: SeededGenerator

    private static let texts = ["", "a", "ab", "b", "a%", "a_b", "%", "\\", "é", "z'z", "1 = 1"]
    private static let numbers = [-1.5, 0, 0.1, 0.5, 2, 1e300]

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

    private mutating func maybe<Value>(_ value: Value) -> Value? { below(4) == 0 ? nil : value }

    mutating func integer() -> Int { below(7) - 3 }
    mutating func bigint() -> Int64 { below(10) == 0 ? .max - Int64(below(2)) : Int64(below(6)) }
    mutating func text() -> String { Self.texts[below(Self.texts.count)] }
    mutating func number() -> Double { Self.numbers[below(Self.numbers.count)] }
    mutating func status() -> OrderStatus { OrderStatus.allCases[below(3)] }

    mutating func thing(_ id: Int64) -> Thing {
        let (a, text, number, status) = (integer(), text(), number(), status())
        return Thing(
            id: id, a: maybe(a), b: bigint(), text: maybe(text), number: maybe(number), flag: below(2) == 0,
            status: maybe(status)
        )
    }

    mutating func part(_ id: Int64) -> Part {
        let size = integer()
        return Part(id: id, thing: Int64(below(6)), size: maybe(size))
    }

    /// A condition of some depth.
    mutating func rule(_ depth: Int = 3) -> Rule {
        if depth > 0 {
            switch below(8) {
            case 0: return joined(depth, isAnd: true)
            case 1: return joined(depth, isAnd: false)
            case 2:
                let rule = rule(depth - 1)
                return Rule(condition: not(rule.condition)) { rule.holds($0).map { !$0 } }
            case 3: return interpolated(depth)
            case 4: return ofCase(depth)
            default: break
            }
        }
        return simple()
    }

    private mutating func joined(_ depth: Int, isAnd: Bool) -> Rule {
        let rules = (0..<below(4)).map { _ in rule(depth - 1) }
        let conditions = rules.map(\.condition)
        return Rule(condition: isAnd ? and(conditions) : or(conditions)) { thing in
            let answers = rules.map { $0.holds(thing) }
            if answers.contains(!isAnd) { return !isAnd }
            return answers.contains(nil) ? nil : isAnd
        }
    }

    /// Interpolated, a condition is one operand, whatever it contains.
    private mutating func interpolated(_ depth: Int) -> Rule {
        let (rule, isTrue) = (rule(depth - 1), below(2) == 0)
        return Rule(condition: Condition("\(rule.condition) and \(isTrue)")) { isTrue ? rule.holds($0) : false }
    }

    private mutating func ofCase(_ depth: Int) -> Rule {
        let rule = rule(depth - 1)
        let (yes, no, limit) = (integer(), integer(), integer())
        let value = when(rule.condition, then: yes).otherwise(no)
        if below(2) == 0 {
            return Rule(condition: lt(value, limit)) { (rule.holds($0) == true ? yes : no) < limit }
        }
        return Rule(condition: gte(value, things.a)) { thing in
            thing.a.map { (rule.holds(thing) == true ? yes : no) >= $0 }
        }
    }

    private mutating func simple() -> Rule {
        let things = things
        switch below(14) {
        case 0: return compared(things.a, integer()) { $0.a }
        case 1: return compared(things.b, bigint()) { $0.b }
        case 2: return compared(things.text, text()) { $0.text }
        case 3: return compared(things.number, number()) { $0.number }
        case 4: return below(2) == 0 ? null(things.a) { $0.a } : null(things.text) { $0.text }
        case 5:
            let list = (0..<below(4)).map { _ in integer() }
            return member(things.a, list) { $0.a }
        case 6:
            let list = (0..<below(4)).map { _ in text() }
            return member(things.text, list) { $0.text }
        case 7:
            let list = (0..<below(4)).map { _ in number() }
            return member(things.number, list) { $0.number }
        case 8:
            let statuses = (0..<below(3)).map { _ in status() }
            return member(things.status, statuses) { $0.status }
        case 9:
            let (low, high) = (integer(), integer())
            return Rule(condition: between(things.a, low, high)) { $0.a.map { low <= $0 && $0 <= high } }
        case 10:
            let prefix = text()
            return Rule(condition: like(things.text, escapedForLike(prefix) + "%")) {
                $0.text.map { $0.unicodeScalars.starts(with: prefix.unicodeScalars) }
            }
        case 11:
            let value = integer()
            let wanted = maybe(value)
            if below(2) == 0 { return Rule(condition: isDistinctFrom(things.a, wanted)) { $0.a != wanted } }
            return Rule(condition: isNotDistinctFrom(things.a, wanted)) { $0.a == wanted }
        case 12:
            let flag = below(2) == 0
            return Rule(condition: eq(things.flag, flag)) { $0.flag == flag }
        default: return subselect()
        }
    }

    private mutating func subselect() -> Rule {
        let (parts, rows, size) = (parts, partRows, integer())
        let found = select(parts.thing).from(parts).where(gt(parts.size, size))
        if below(2) == 0 {
            return Rule(condition: inArray(things.b, found)) { thing in
                rows.contains { $0.thing == thing.b && $0.size.map { $0 > size } == true }
            }
        }
        let ofRow = found.where(lt(parts.thing, outer(things.b)))
        return Rule(condition: exists(ofRow)) { thing in
            rows.contains { $0.thing < thing.b && $0.size.map { $0 > size } == true }
        }
    }

    private mutating func compared<Value: SQLConvertible>(
        _ column: Column<Things, Value>, _ value: Value.Comparand, _ part: @escaping (Thing) -> Value.Comparand?
    ) -> Rule where Value.Comparand: Comparable {
        switch below(6) {
        case 0: Rule(condition: eq(column, value)) { part($0).map { $0 == value } }
        case 1: Rule(condition: ne(column, value)) { part($0).map { $0 != value } }
        case 2: Rule(condition: lt(column, value)) { part($0).map { $0 < value } }
        case 3: Rule(condition: lte(column, value)) { part($0).map { $0 <= value } }
        case 4: Rule(condition: gt(column, value)) { part($0).map { $0 > value } }
        default: Rule(condition: gte(column, value)) { part($0).map { $0 >= value } }
        }
    }

    private mutating func null<Value>(
        _ column: Column<Things, Value?>, _ part: @escaping (Thing) -> Value?
    ) -> Rule {
        below(2) == 0
            ? Rule(condition: isNull(column)) { part($0) == nil }
            : Rule(condition: isNotNull(column)) { part($0) != nil }
    }

    private mutating func member<Value: SQLConvertible & Equatable>(
        _ column: Column<Things, Value?>, _ list: [Value], _ part: @escaping (Thing) -> Value?
    ) -> Rule where Value.Comparand == Value {
        if below(2) == 0 {
            return Rule(condition: inArray(column, list)) { list.isEmpty ? false : part($0).map(list.contains) }
        }
        return Rule(condition: notInArray(column, list)) { list.isEmpty ? true : part($0).map { !list.contains($0) } }
    }
}
