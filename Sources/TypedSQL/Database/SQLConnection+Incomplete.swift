extension SQLConnection {
    @available(*, unavailable, message: "say which rows: where(_:), or everyRow()")
    @_disfavoredOverload
    public func run<Target>(_ delete: DeleteBuilder<Target>) async throws { preconditionFailure("unavailable") }

    @available(*, unavailable, message: "say which rows: where(_:), or everyRow()")
    @_disfavoredOverload
    public func run<Target>(_ update: UpdateOfRows<Target>) async throws { preconditionFailure("unavailable") }

    @available(
        *, unavailable, message: "it reads the row of a statement around it: give it to exists(_:) or inArray(_:_:)"
    )
    @_disfavoredOverload
    public func all<Inner, Around, Output>(
        _ select: CorrelatedSelect<Inner, Around, Output>
    ) async throws -> [Output] {
        preconditionFailure("unavailable")
    }

    @available(
        *, unavailable, message: "it reads the row of a statement around it: give it to exists(_:) or inArray(_:_:)"
    )
    @_disfavoredOverload
    public func first<Inner, Around, Output>(
        _ select: CorrelatedSelect<Inner, Around, Output>
    ) async throws -> Output? {
        preconditionFailure("unavailable")
    }
}
