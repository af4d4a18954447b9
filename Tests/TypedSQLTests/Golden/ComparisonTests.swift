import Testing
import TypedSQL

@Suite struct ComparisonTests {
    let orders = Orders()

    @Test func comparesWithValues() throws {
        try expectSQL(
            eq(orders.amount, 1),
            sqlite: #""amount" = ?"#,
            postgresql: #""amount" = $1"#,
            odd: "`amount` = :p1", bindings: [.integer(1)])
        try expectSQL(
            ne(orders.customer, "a"),
            sqlite: #""customer" <> ?"#,
            postgresql: #""customer" <> $1"#,
            odd: "`customer` <> :p1", bindings: [.text("a")])
        try expectSQL(
            lt(orders.amount, 1),
            sqlite: #""amount" < ?"#,
            postgresql: #""amount" < $1"#,
            odd: "`amount` < :p1", bindings: [.integer(1)])
        try expectSQL(
            lte(orders.amount, 1),
            sqlite: #""amount" <= ?"#,
            postgresql: #""amount" <= $1"#,
            odd: "`amount` <= :p1", bindings: [.integer(1)])
        try expectSQL(
            gt(orders.amount, 1),
            sqlite: #""amount" > ?"#,
            postgresql: #""amount" > $1"#,
            odd: "`amount` > :p1", bindings: [.integer(1)])
        try expectSQL(
            gte(orders.amount, 1),
            sqlite: #""amount" >= ?"#,
            postgresql: #""amount" >= $1"#,
            odd: "`amount` >= :p1", bindings: [.integer(1)])
    }

    @Test func anOptionalColumnComparesWithWhatItWraps() throws {
        try expectSQL(
            eq(orders.note, "a"),
            sqlite: #""note" = ?"#,
            postgresql: #""note" = $1"#,
            odd: "`note` = :p1", bindings: [.text("a")])
        try expectSQL(
            gte(orders.weight, 1.5),
            sqlite: #""weight" >= ?"#,
            postgresql: #""weight" >= $1"#,
            odd: "`weight` >= :p1", bindings: [.real(1.5)])
    }

    @Test func constantsOfTheCodeAreLiterals() throws {
        try expectSQL(
            eq(orders.status, .lost),
            sqlite: #""status" = 'it''s lost'"#,
            postgresql: #""status" = 'it''s lost'"#,
            odd: "`status` = 'it''s lost'")
        try expectSQL(
            ne(orders.isPaid, true),
            sqlite: #""is_paid" <> 1"#,
            postgresql: #""is_paid" <> true"#,
            odd: "`is_paid` <> TRUE_")
        try expectSQL(
            eq(orders.amount, literal(-5)),
            sqlite: #""amount" = (-5)"#,
            postgresql: #""amount" = (-5)"#,
            odd: "`amount` = (-5)")
        try expectSQL(
            eq(orders.customer, literal("it's")),
            sqlite: #""customer" = 'it''s'"#,
            postgresql: #""customer" = 'it''s'"#,
            odd: "`customer` = 'it''s'")
    }

    @Test func comparesExpressions() throws {
        try expectSQL(
            eq(orders.customer, orders.note),
            sqlite: #""customer" = "note""#,
            postgresql: #""customer" = "note""#,
            odd: "`customer` = `note`")
        try expectSQL(
            ne(orders.note, orders.customer),
            sqlite: #""note" <> "customer""#,
            postgresql: #""note" <> "customer""#,
            odd: "`note` <> `customer`")
        try expectSQL(
            lt(orders.id, orders.amount),
            sqlite: #""id" < "amount""#,
            postgresql: #""id" < "amount""#,
            odd: "`id` < `amount`")
        try expectSQL(
            lte(orders.id, orders.amount),
            sqlite: #""id" <= "amount""#,
            postgresql: #""id" <= "amount""#,
            odd: "`id` <= `amount`")
        try expectSQL(
            gt(orders.id, orders.amount),
            sqlite: #""id" > "amount""#,
            postgresql: #""id" > "amount""#,
            odd: "`id` > `amount`")
        try expectSQL(
            gte(orders.id, orders.amount),
            sqlite: #""id" >= "amount""#,
            postgresql: #""id" >= "amount""#,
            odd: "`id` >= `amount`")
    }

    @Test func sidesWrittenAsSQLAndConditionsStandInParentheses() throws {
        try expectSQL(
            lt(orders.amount, sql("\(orders.id) + \(1)", as: Int.self)),
            sqlite: #""amount" < ("id" + ?)"#,
            postgresql: #""amount" < ("id" + $1::bigint)"#,
            odd: "`amount` < (`id` + :p1)", bindings: [.integer(1)])
        try expectSQL(
            eq(orders.isPaid, eq(orders.amount, 1)),
            sqlite: #""is_paid" = ("amount" = ?)"#,
            postgresql: #""is_paid" = ("amount" = $1)"#,
            odd: "`is_paid` = (`amount` = :p1)", bindings: [.integer(1)])
        let twice: SQLFragment<Orders, String?> = sql("\(orders.note) || \(orders.note)")
        try expectSQL(
            isNull(twice),
            sqlite: #"("note" || "note") is null"#,
            postgresql: #"("note" || "note") is null"#,
            odd: "(`note` || `note`) is null")
    }

    @Test func comparesWithARange() throws {
        try expectSQL(
            between(orders.amount, 1, 5),
            sqlite: #""amount" between ? and ?"#,
            postgresql: #""amount" between $1 and $2"#,
            odd: "`amount` between :p1 and :p2", bindings: [.integer(1), .integer(5)])
    }

    @Test func comparesWithAPattern() throws {
        try expectSQL(
            like(orders.note, #"50\%%"#),
            sqlite: #""note" like ? escape '\'"#,
            postgresql: #""note" like $1 escape '\'"#,
            odd: #"`note` like :p1 escape '\'"#, bindings: [.text(#"50\%%"#)])
    }

    @Test func asksForNull() throws {
        try expectSQL(
            isNull(orders.note),
            sqlite: #""note" is null"#,
            postgresql: #""note" is null"#,
            odd: "`note` is null")
        try expectSQL(
            isNotNull(orders.note),
            sqlite: #""note" is not null"#,
            postgresql: #""note" is not null"#,
            odd: "`note` is not null")
    }
}

@Suite struct LogicTests {
    let orders = Orders()

    @Test func joinsConditions() throws {
        try expectSQL(
            and(eq(orders.amount, 1), or(isNull(orders.note), not(eq(orders.isPaid, true)))),
            sqlite: #"("amount" = ? and ("note" is null or not ("is_paid" = 1)))"#,
            postgresql: #"("amount" = $1 and ("note" is null or not ("is_paid" = true)))"#,
            odd: "(`amount` = :p1 and (`note` is null or not (`is_paid` = TRUE_)))",
            bindings: [.integer(1)]
        )
    }

    @Test func leavesOutNil() throws {
        try expectSQL(
            and(nil, isNull(orders.note), nil),
            sqlite: #""note" is null"#,
            postgresql: #""note" is null"#,
            odd: "`note` is null")
        try expectSQL(
            or(nil, isNull(orders.note)),
            sqlite: #""note" is null"#,
            postgresql: #""note" is null"#,
            odd: "`note` is null")
        let nothing: Condition<Orders>? = nil
        #expect(and(nothing, nothing) == nil)
    }

    @Test func allOfNothingIsTrueAndOneOfNothingIsFalse() throws {
        let nothing: Condition<Orders>? = nil
        try expectSQL(or(nothing, nothing), sqlite: "1 = 0", postgresql: "1 = 0", odd: "1 = 0")
        try expectSQL(or([Condition<Orders>]()), sqlite: "1 = 0", postgresql: "1 = 0", odd: "1 = 0")
        try expectSQL(and([Condition<Orders>]()), sqlite: "1 = 1", postgresql: "1 = 1", odd: "1 = 1")
    }

    @Test func conditionsThatALoopPutsTogetherStandSideBySide() throws {
        let conditions = (0..<3).map { eq(orders.amount, $0) }
        try expectSQL(
            not(conditions.reduce(or()) { or($0, $1) }),
            sqlite: #"not (1 = 0 or "amount" = ? or "amount" = ? or "amount" = ?)"#,
            postgresql: #"not (1 = 0 or "amount" = $1 or "amount" = $2 or "amount" = $3)"#,
            odd: "not (1 = 0 or `amount` = :p1 or `amount` = :p2 or `amount` = :p3)",
            bindings: [.integer(0), .integer(1), .integer(2)]
        )
        try expectSQL(
            or(and(conditions), isNull(orders.note)),
            sqlite: #"(("amount" = ? and "amount" = ? and "amount" = ?) or "note" is null)"#,
            postgresql: #"(("amount" = $1 and "amount" = $2 and "amount" = $3) or "note" is null)"#,
            odd: "((`amount` = :p1 and `amount` = :p2 and `amount` = :p3) or `note` is null)",
            bindings: [.integer(0), .integer(1), .integer(2)]
        )
    }

    @Test func conditionsWrittenAsSQLStandInParentheses() throws {
        try expectSQL(
            and(Condition<Orders>("a or b"), isNull(orders.note)),
            sqlite: #"((a or b) and "note" is null)"#,
            postgresql: #"((a or b) and "note" is null)"#,
            odd: "((a or b) and `note` is null)")
        try expectSQL(
            not(Condition<Orders>("a or \(orders.isPaid)")),
            sqlite: #"not (a or "is_paid")"#,
            postgresql: #"not (a or "is_paid")"#,
            odd: "not (a or `is_paid`)")
        try expectSQL(
            Condition<Orders>("a or b"),
            sqlite: "a or b",
            postgresql: "a or b",
            odd: "a or b")
    }
}
