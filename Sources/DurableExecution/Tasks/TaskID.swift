/// The rule for task ids: 1 to 255 characters of letters, digits and `_`.
enum TaskID {
    static func validate(_ taskID: String) throws(DurableExecutionError) {
        let isValid = (1...255).contains(taskID.utf8.count) && taskID.utf8.allSatisfy(isAllowed)
        guard isValid else {
            throw DurableExecutionError(
                .invalidTaskID,
                "the task id “\(taskID.prefix(300))” must be 1 to 255 characters of the letters a to z and A to Z, digits and _"
            )
        }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
