/// The element with the lowest time first.
struct MinHeap<Element> {
    private var items: [(time: Int64, element: Element)] = []

    var count: Int { items.count }
    var first: (time: Int64, element: Element)? { items.first }

    mutating func insert(_ element: Element, at time: Int64) {
        items.append((time, element))
        var index = items.count - 1
        while index > 0, case let parent = (index - 1) / 2, items[index].time < items[parent].time {
            items.swapAt(index, parent)
            index = parent
        }
    }

    @discardableResult
    mutating func removeFirst() -> (time: Int64, element: Element)? {
        guard let first = items.first else { return nil }
        let last = items.removeLast()
        if !items.isEmpty {
            items[0] = last
            siftDown()
        }
        return first
    }

    mutating func removeAll(where isUnwanted: (_ time: Int64, Element) -> Bool) {
        let kept = items.filter { !isUnwanted($0.time, $0.element) }
        items = kept.sorted { $0.time < $1.time }
    }

    private mutating func siftDown() {
        var index = 0
        while true {
            var smallest = index
            for child in [2 * index + 1, 2 * index + 2] where child < items.count {
                if items[child].time < items[smallest].time { smallest = child }
            }
            if smallest == index { return }
            items.swapAt(index, smallest)
            index = smallest
        }
    }
}
