import TypedSQL

extension Script {
    static func insertion(_ things: Things, _ rows: [Thing]) -> Insert<Things, Never> {
        insert(things).values(rows) { row, thing in
            row.id = thing.id
            row.a = thing.a
            row.b = thing.b
            row.text = thing.text
            row.number = thing.number
            row.flag = thing.flag
            row.status = thing.status
        }
    }

    /// A random statement and what it answers; one that changes rows changes those of the model.
    static func step(_ rules: inout RandomRules, _ rows: inout [Thing]) -> (Step, String) {
        switch rules.below(9) {
        case 0: return update(&rules, &rows)
        case 1: return delete(&rules, &rows)
        case 2: return upsert(&rules, &rows)
        case 3: return aggregates(&rules, rows)
        case 4: return groups(&rules, rows)
        case 5: return distinct(&rules, rows)
        case 6: return join(&rules, rows)
        default: return select(&rules, rows)
        }
    }

    private static func select(_ rules: inout RandomRules, _ rows: [Thing]) -> (Step, String) {
        let things = rules.things
        let rule = rules.rule()
        let found = rows.filter { rule.holds($0) == true }
        let (isDescending, nullsFirst, limit, offset) =
            (rules.below(2) == 0, rules.below(2) == 0, rules.below(10), rules.below(3))
        let ordering = isDescending ? desc(things.a) : asc(things.a)
        let statement = TypedSQL.select(things.id).from(things).where(rule.condition)
            .orderBy([nullsFirst ? ordering.nullsFirst() : ordering.nullsLast(), asc(things.id)])
            .limit(limit).offset(offset)
        let sorted = found.sorted { left, right in
            if left.a == right.a { return left.id < right.id }
            guard let leftA = left.a else { return nullsFirst }
            guard let rightA = right.a else { return !nullsFirst }
            return isDescending ? leftA > rightA : leftA < rightA
        }
        return (.ids(statement), "\(sorted.map(\.id).dropFirst(offset).prefix(limit).map { $0 })")
    }

    private static func distinct(_ rules: inout RandomRules, _ rows: [Thing]) -> (Step, String) {
        let things = rules.things
        let rule = rules.rule(2)
        let statement = TypedSQL.select(things.a).from(things).where(rule.condition).distinct()
            .orderBy(asc(things.a).nullsFirst())
        let found = Set(rows.filter { rule.holds($0) == true }.map(\.a))
        let sorted = found.sorted { left, right in
            guard let right else { return false }
            return left.map { $0 < right } ?? true
        }
        return (.integers(statement), "\(sorted)")
    }

    private static func aggregates(_ rules: inout RandomRules, _ rows: [Thing]) -> (Step, String) {
        let things = rules.things
        let rule = rules.rule()
        let statement = TypedSQL.select(
            count(), sum(things.a), max(things.b), min(things.text), avg(things.a)
        ).from(things).where(rule.condition)
        let found = rows.filter { rule.holds($0) == true }
        let numbers = found.compactMap(\.a)
        let sum = numbers.isEmpty ? nil : numbers.reduce(0, +)
        let answer = (
            found.count, sum, found.map(\.b).max(),
            found.compactMap(\.text).min { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) },
            sum.map { Double($0) / Double(numbers.count) }
        )
        return (.aggregates(statement), "\([answer])")
    }

    private static func groups(_ rules: inout RandomRules, _ rows: [Thing]) -> (Step, String) {
        let things = rules.things
        let (rule, least) = (rules.rule(2), rules.below(4))
        let statement = TypedSQL.select(things.status, count(), sum(things.a)).from(things).where(rule.condition)
            .groupBy(things.status).having(gt(count(), least)).orderBy(asc(things.status).nullsLast())
        let groups = Dictionary(grouping: rows.filter { rule.holds($0) == true }, by: \.status)
        let answers = groups.filter { $0.value.count > least }.map { status, rows in
            let numbers = rows.compactMap(\.a)
            return (status, rows.count, numbers.isEmpty ? nil : numbers.reduce(0, +))
        }
        let sorted = answers.sorted { left, right in
            guard let leftStatus = left.0 else { return false }
            guard let rightStatus = right.0 else { return true }
            return leftStatus.sqlText.description < rightStatus.sqlText.description
        }
        return (.groups(statement), "\(sorted)")
    }

    private static func join(_ rules: inout RandomRules, _ rows: [Thing]) -> (Step, String) {
        let size = rules.integer()
        let isLeft = rules.below(2) == 0
        var answers: [(Int64, Int64?)] = []
        for thing in rows.sorted(by: { $0.id < $1.id }) {
            let beside = rules.partRows.filter { $0.thing == thing.b && $0.size.map { $0 >= size } == true }
            answers += beside.sorted { $0.id < $1.id }.map { (thing.id, $0.id) }
            if isLeft, beside.isEmpty { answers.append((thing.id, nil)) }
        }
        let (things, parts) = (rules.things, rules.parts)
        if isLeft {
            let statement = from(things).leftJoin(parts) { t, p in and(eq(t.b, p.thing), gte(p.size, size)) }
                .select { t, p in (t.id, p.id) }.orderBy { t, p in [asc(t.id), asc(p.id)] }
            return (.pairs(statement), "\(answers)")
        }
        let statement = from(things).join(parts) { t, p in eq(t.b, p.thing) }
            .select { t, p in (t.id, sql("\(p.id)", as: Int64?.self)) }
            .where { _, p in gte(p.size, size) }.orderBy { t, p in [asc(t.id), asc(p.id)] }
        return (.pairs(statement), "\(answers)")
    }

    private static func table(_ rules: RandomRules) -> Select<Things, (Int64, Int?, Int64, String?, Bool)> {
        let things = rules.things
        return TypedSQL.select(things.id, things.a, things.b, things.text, things.flag).from(things)
            .orderBy(asc(things.id))
    }

    private static func answer(_ changes: Int, _ rows: [Thing]) -> String {
        "\(changes) \(rows.sorted { $0.id < $1.id }.map { ($0.id, $0.a, $0.b, $0.text, $0.flag) })"
    }

    private static func update(_ rules: inout RandomRules, _ rows: inout [Thing]) -> (Step, String) {
        let (rule, choice) = (rules.rule(), rules.rule(2))
        let (yes, no, text, flag) = (rules.integer(), rules.integer(), rules.text(), rules.below(2) == 0)
        let statement = TypedSQL.update(rules.things).set {
            $0.a = when(choice.condition, then: yes).otherwise(no)
            $0.text = sql("coalesce(\($0.column(\.text)), \("none ")) || \(text)")
            $0.flag = flag
        }.where(rule.condition)
        var changes = 0
        rows = rows.map { thing in
            guard rule.holds(thing) == true else { return thing }
            changes += 1
            var thing = thing
            (thing.a, thing.flag) = (choice.holds(thing) == true ? yes : no, flag)
            thing.text = (thing.text ?? "none ") + text
            return thing
        }
        return (.table(statement, table(rules)), answer(changes, rows))
    }

    private static func delete(_ rules: inout RandomRules, _ rows: inout [Thing]) -> (Step, String) {
        let rule = rules.rule()
        let statement = TypedSQL.delete(rules.things).where(rule.condition)
        let rest = rows.filter { rule.holds($0) != true }
        defer { rows = rest }
        return (.table(statement, table(rules)), answer(rows.count - rest.count, rest))
    }

    /// New rows, and in the place of some that are there changes of them.
    private static func upsert(_ rules: inout RandomRules, _ rows: inout [Thing]) -> (Step, String) {
        let rule = rules.rule(2)
        var new: [Thing] = []
        for id in Set((0...rules.below(5)).map { _ in Int64(rules.below(30)) }).sorted() { new.append(rules.thing(id)) }
        let things = rules.things
        let statement = insertion(things, new).onConflictDoUpdate(
            on: things.id,
            set: {
                $0.a = excluded(things.a)
                $0.b = excluded(things.b)
            }, where: rule.condition
        )
        var changes = 0
        for thing in new {
            guard let position = rows.firstIndex(where: { $0.id == thing.id }) else {
                rows.append(thing)
                changes += 1
                continue
            }
            if rule.holds(rows[position]) != true { continue }
            (rows[position].a, rows[position].b) = (thing.a, thing.b)
            changes += 1
        }
        return (.table(statement, table(rules)), answer(changes, rows))
    }
}
