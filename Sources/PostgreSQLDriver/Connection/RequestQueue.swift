/// What the server has still to answer.
struct RequestQueue {
    private var requests: [Request] = []
    private var head = 0

    var first: Request? { head < requests.count ? requests[head] : nil }

    mutating func append(_ request: Request) { requests.append(request) }

    mutating func removeFirst() {
        head += 1
        if head == requests.count {
            requests.removeAll(keepingCapacity: true)
            head = 0
        }
    }
}
