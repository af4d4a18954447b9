extension Array {
    /// The elements that meet a condition and those that do not, each in their order.
    func partitioned(_ isFirst: (Element) -> Bool) -> ([Element], [Element]) {
        (filter(isFirst), filter { !isFirst($0) })
    }
}
