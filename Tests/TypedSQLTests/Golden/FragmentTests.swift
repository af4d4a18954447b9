import Testing
import TypedSQL

@Suite struct FragmentTests {
    let orders = Orders()
    let items = Items()

    @Test func interpolatedValuesAreBound() {
        let hostile = "'; drop table orders; --"
        expectSQL(
            SQL("a = \(hostile), b = \(5), c = \(1.5), d = \(nil as Int?), e = \(true), f = \(OrderStatus.sent)"),
            sqlite: "a = ?, b = ?, c = ?, d = null, e = 1, f = 'sent'",
            postgresql:
                "a = $1::text, b = $2::bigint, c = $3::double precision, d = null::bigint, e = true, f = 'sent'",
            odd: "a = :p1, b = :p2, c = :p3, d = null, e = TRUE_, f = 'sent'",
            bindings: [.text(hostile), .integer(5), .real(1.5)]
        )
    }

    @Test func interpolatedNamesAreQuoted() {
        expectSQL(
            SQL("\(orders) \(orders.note) \(identifier: "a\"b`c") \(indexName: "ix")"),
            sqlite: #""orders" "note" "a""b`c" "ix""#,
            postgresql: #""orders" "note" "a""b`c" "ix""#,
            odd: #"`orders` `note` `a"b``c` `ix`"#
        )
    }

    @Test func interpolatedStatementsStandInParentheses() {
        expectSQL(
            SQL("exists \(select(items.id).from(items).limit(1))"),
            sqlite: #"exists (select "items"."id" from "items" limit ?)"#,
            postgresql: #"exists (select "items"."id" from "items" limit $1)"#,
            odd: "exists (select `items`.`id` from `items` limit :p1)", bindings: [.integer(1)]
        )
    }

    @Test func piecesAreJoinedAsSQL() {
        let pieces = ["a", "b"].map { SQL("x = \($0)") }
        expectSQL(
            pieces.joined(separator: " or "),
            sqlite: "x = ? or x = ?",
            postgresql: "x = $1::text or x = $2::text",
            odd: "x = :p1 or x = :p2", bindings: [.text("a"), .text("b")]
        )
        expectSQL(
            SQL("a ") + "b \(1)",
            sqlite: "a b ?",
            postgresql: "a b $1::bigint",
            odd: "a b :p1", bindings: [.integer(1)])
        expectSQL(
            [SQL]().joined(separator: ", "),
            sqlite: "",
            postgresql: "",
            odd: "")
    }

    @Test func anExpressionIsReadWithItsType() {
        expectSQL(
            select(sql("max(\(orders.amount))", as: Int?.self), literal("x"), literal(-1)).from(orders),
            sqlite: #"select max("orders"."amount"), 'x', (-1) from "orders""#,
            postgresql: #"select max("orders"."amount"), 'x', (-1) from "orders""#,
            odd: "select max(`orders`.`amount`), 'x', (-1) from `orders`"
        )
    }

    @Test func aNegativeLiteralCannotBeginAComment() {
        expectSQL(
            SQL("1 -\(literal(-1))"),
            sqlite: "1 -(-1)",
            postgresql: "1 -(-1)",
            odd: "1 -(-1)")
    }

    @Test func aCaseWithoutAnElseIsNull() {
        expectSQL(
            select(when(isNull(orders.note), then: orders.customer).otherwiseNull()).from(orders),
            sqlite: #"select case when "orders"."note" is null then "orders"."customer" end from "orders""#,
            postgresql: #"select case when "orders"."note" is null then "orders"."customer" end from "orders""#,
            odd: "select case when `orders`.`note` is null then `orders`.`customer` end from `orders`"
        )
    }

    @Test func leavingATableThatWasNotEnteredDoesNotCrash() throws {
        #expect(try SQL([.leave, .name("a")]).rendered(for: .sqlite).description == #""a""#)
    }
}
