import Testing
import TypedSQL

@Suite struct JoinTests {
    let orders = Orders()
    let items = Items()

    @Test func readsRowsOfTwoTablesSideBySide() {
        let statement = from(orders).join(items) { o, i in eq(o.customer, i.sku) }
            .select { o, i in (o.id, i.count) }
            .where { o, i in and(isNull(i.count), gt(o.amount, 5)) }
            .orderBy { o, _ in desc(o.id) }
            .limit(3)
        expectSQL(
            statement,
            sqlite:
                #"select "orders"."id", "items"."count" from "orders" join "items" on "orders"."customer" = "items"."sku" where ("items"."count" is null and "orders"."amount" > ?) order by "orders"."id" desc limit ?"#,
            postgresql:
                #"select "orders"."id", "items"."count" from "orders" join "items" on "orders"."customer" = "items"."sku" where ("items"."count" is null and "orders"."amount" > $1) order by "orders"."id" desc limit $2"#,
            odd:
                "select `orders`.`id`, `items`.`count` from `orders` join `items` on `orders`.`customer` = `items`.`sku` where (`items`.`count` is null and `orders`.`amount` > :p1) order by `orders`.`id` desc limit :p2",
            bindings: [.integer(5), .integer(3)]
        )
    }

    @Test func theRightSideOfALeftJoinMayHoldNothing() {
        let statement:
            JoinedSelect<Orders, Orders, OptionalColumns<Joined<Orders, Orders>, Orders>, (Int, Int?, String?)> =
                from(orders).leftJoin(orders) { a, b in eq(a.amount, b.id) }.select { a, b in (a.id, b.id, b.note) }
        expectSQL(
            statement,
            sqlite:
                #"select "orders"."id", "t2"."id", "t2"."note" from "orders" left join "orders" as "t2" on "orders"."amount" = "t2"."id""#,
            postgresql:
                #"select "orders"."id", "t2"."id", "t2"."note" from "orders" left join "orders" as "t2" on "orders"."amount" = "t2"."id""#,
            odd:
                "select `orders`.`id`, `t2`.`id`, `t2`.`note` from `orders` left join `orders` as `t2` on `orders`.`amount` = `t2`.`id`"
        )
    }

    @Test func aSubselectReadsTheRowOfAJoin() {
        let statement = from(orders).join(items) { o, i in eq(o.customer, i.sku) }.select { o, _ in o.id }
            .where { o, _ in exists(select(items.id).from(items).where(eq(items.count, outer(o.amount)))) }
        expectSQL(
            statement,
            sqlite:
                #"select "orders"."id" from "orders" join "items" on "orders"."customer" = "items"."sku" where exists (select "t2"."id" from "items" as "t2" where "t2"."count" = "orders"."amount")"#,
            postgresql:
                #"select "orders"."id" from "orders" join "items" on "orders"."customer" = "items"."sku" where exists (select "t2"."id" from "items" as "t2" where "t2"."count" = "orders"."amount")"#,
            odd:
                "select `orders`.`id` from `orders` join `items` on `orders`.`customer` = `items`.`sku` where exists (select `t2`.`id` from `items` as `t2` where `t2`.`count` = `orders`.`amount`)"
        )
    }

    @Test func groupsAreLeftOutByACondition() {
        expectSQL(
            select(orders.status, sum(orders.total), avg(orders.weight)).from(orders).groupBy(orders.status)
                .having(gt(count(), 2)).distinct().orderBy(asc(orders.status).nullsLast()),
            sqlite:
                #"select distinct "orders"."status", cast(sum("orders"."total") as integer), cast(avg("orders"."weight") as real) from "orders" group by "orders"."status" having count(*) > ? order by "orders"."status" asc nulls last"#,
            postgresql:
                #"select distinct "orders"."status", cast(sum("orders"."total") as bigint), cast(avg("orders"."weight") as double precision) from "orders" group by "orders"."status" having count(*) > $1 order by "orders"."status" asc nulls last"#,
            odd:
                "select distinct `orders`.`status`, cast(sum(`orders`.`total`) as BIGINT_), cast(avg(`orders`.`weight`) as REAL_) from `orders` group by `orders`.`status` having count(*) > :p1 order by `orders`.`status` asc nulls last",
            bindings: [.integer(2)]
        )
    }

    @Test func nullsAreCompared() throws {
        try expectSQL(
            and(isDistinctFrom(orders.note, "a"), isNotDistinctFrom(orders.total, nil)),
            sqlite: #"("note" is not ? and "total" is null)"#,
            postgresql: #"("note" is distinct from $1 and "total" is not distinct from null::bigint)"#,
            odd: "(`note` is distinct from :p1 and `total` is not distinct from null)", bindings: [.text("a")])
    }

    @Test func aRecordComesWithItsKey() {
        expectSQL(
            select(keyed: items.id).from(items),
            sqlite: #"select "items"."id", "items"."sku", "items"."count" from "items""#,
            postgresql: #"select "items"."id", "items"."sku", "items"."count" from "items""#,
            odd: "select `items`.`id`, `items`.`sku`, `items`.`count` from `items`")
        expectSQL(
            insert(items).defaultValues().returning(keyed: items.id),
            sqlite: #"insert into "items" default values returning "id", "sku", "count""#,
            postgresql: #"insert into "items" default values returning "id", "sku", "count""#,
            odd: "insert into `items` default values returning `id`, `sku`, `count`")
    }
}
