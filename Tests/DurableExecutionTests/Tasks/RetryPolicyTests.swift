import DurableExecution
import Testing

@Suite struct RetryPolicyTests {
    @Test(
        arguments: [
            (RetryPolicy.never, 3, .zero),
            (RetryPolicy(maxRetries: 9, initialDelay: .milliseconds(100)), 5, .milliseconds(100)),
            (RetryPolicy(maxRetries: 9, initialDelay: .milliseconds(100), multiplier: 2), 0, .milliseconds(100)),
            (RetryPolicy(maxRetries: 9, initialDelay: .milliseconds(100), multiplier: 2), 3, .milliseconds(800)),
            (
                RetryPolicy(
                    maxRetries: 9, initialDelay: .milliseconds(100), multiplier: 2, maxDelay: .milliseconds(500)
                ), 1000, .milliseconds(500)
            ),
            (RetryPolicy(maxRetries: 9, initialDelay: .milliseconds(100), multiplier: 0.5), 2, .milliseconds(25)),
            (RetryPolicy(maxRetries: 9, initialDelay: .seconds(3_600), multiplier: 10), 999, .milliseconds(Int64.max)),
        ] as [(RetryPolicy, Int, Duration)])
    func theLongestDelayGrowsFromRetryToRetry(policy: RetryPolicy, retry: Int, delay: Duration) {
        #expect(policy.longestDelay(beforeRetry: retry) == delay)
    }

    @Test(arguments: [0, 0.1, 0.5, 1])
    func theJitterTakesItsPartOffAtMostAndReachesBothEnds(jitter: Double) {
        var generator = SeededGenerator(seed: 7)
        let policy = RetryPolicy(maxRetries: 1, initialDelay: .milliseconds(10), jitter: jitter)
        let delays = (0..<1_000).map { _ in policy.delay(beforeRetry: 0, using: &generator) }
        #expect(delays.min() == .milliseconds(10 - Int(10 * jitter)))
        #expect(delays.max() == .milliseconds(10))
    }

    @Test func theDelayThatAnErrorAsksForIsTheShortest() {
        var generator = SeededGenerator(seed: 7)
        let policy = RetryPolicy(maxRetries: 1, initialDelay: .seconds(1), maxDelay: .seconds(2), jitter: 0.5)
        let delays = (0..<1_000).map { _ in
            policy.delay(beforeRetry: 0, requested: .seconds(30), using: &generator)
        }
        #expect(delays.allSatisfy { (Duration.seconds(30)...Duration.seconds(45)).contains($0) })
        #expect(Set(delays).count > 900)
    }

    @Test(arguments: [
        (Duration.seconds(-5), Duration.zero), (.zero, .zero), (.seconds(86_400), .seconds(86_400)),
        (.seconds(Int64.max), .seconds(86_400)), (.microseconds(1), .milliseconds(1)),
    ])
    func theDelayThatAnErrorAsksForIsBounded(requested: Duration, delay: Duration) {
        var generator = SeededGenerator(seed: 7)
        let policy = RetryPolicy(maxRetries: 1, initialDelay: .seconds(1), jitter: 0)
        #expect(policy.delay(beforeRetry: 0, requested: requested, using: &generator) == delay)
    }

    @Test(arguments: [-1, Double.nan, .infinity, 1e300, 5])
    func aJitterFromAnywhereTakesOffNoMoreThanAll(jitter: Double) {
        var generator = SeededGenerator(seed: 7)
        for delay in [Duration.milliseconds(-3), .zero, .milliseconds(10), .milliseconds(Int64.max)] {
            let policy = RetryPolicy(maxRetries: 1, initialDelay: delay, jitter: jitter)
            #expect(policy.delay(beforeRetry: 0, using: &generator) <= max(delay, .zero))
            #expect(policy.delay(beforeRetry: 0, requested: delay, using: &generator) >= .zero)
        }
    }

    /// A row may hold any number.
    @Test(arguments: [Int.max, Int(Int32.max), 100_001, .min, -1])
    func aDelayBeforeAnyRetryIsFoundWithoutCountingToIt(retry: Int) {
        let even = RetryPolicy(maxRetries: 1, initialDelay: .milliseconds(100))
        #expect(even.longestDelay(beforeRetry: retry) == .milliseconds(100))
        let growing = RetryPolicy(
            maxRetries: 1, initialDelay: .milliseconds(100), multiplier: 1.000_000_1, maxDelay: .seconds(1)
        )
        #expect((Duration.milliseconds(100)...Duration.seconds(1)).contains(growing.longestDelay(beforeRetry: retry)))
        let shrinking = RetryPolicy(maxRetries: 1, initialDelay: .milliseconds(100), multiplier: 0.999_999_9)
        #expect((Duration.zero...Duration.milliseconds(100)).contains(shrinking.longestDelay(beforeRetry: retry)))
    }
}
