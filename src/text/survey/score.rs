//! Sentences of what is wrong with a scorecard: points, rules, weights, vetoes, stars.

use crate::text::saying::sayings;

sayings! {
    no_scorecard(): "有考核项就要有汇总得分的 `[scorecard]`",
        "score items need a `[scorecard]` on which they are added up";
    full_marks(): "满分应大于 0", "full marks are more than nothing";
    score_decimals(): "得分最多保留 6 位小数", "scores have at most 6 decimals";
    total_reversed(): "总分的下限高于上限", "the least that the total can be is above the most";
    no_category(): "考核表至少要有一个 `[[scorecard.category]]`", "a scorecard has at least one `[[scorecard.category]]`";
    some_weighted(): "考核类别要么都有权重，要么都没有", "all categories have a weight, or none has";
    sheet_sum(sum, points): "各考核类别的满分合计 {sum} 分，考核表满分却是 {points} 分",
        "the points of the categories make {sum}, but those of the sheet are {points}";
    category_sum(category, sum, points): "`{category}` 的考核项合计 {sum} 分，该类别满分却是 {points} 分",
        "the items of `{category}` make {sum} points, but the category has {points}";
    category_most(): "考核类别的上限低于满分", "the most that the category can be is below its full marks";
    category_reversed(): "考核类别的下限高于上限", "the least that the category can be is above the most";

    no_points(id): "`{id}` 要写 `points`，即满分", "`{id}` needs `points`: its full marks";
    rules(id, n): "`{id}` 须在 `per_event`、`shortfall`、`excess`、`stepped`、`limit`、`late`、`met`、`bonus` 中只写一种，现有 {n} 种",
        "`{id}` needs exactly one of `per_event`, `shortfall`, `excess`, `stepped`, `limit`, `late`, `met`, `bonus`; it has {n}";
    cannot_be_given(id, full, points): "`{id}` 满分 {full} 分，不能给 {points} 分",
        "`{id}` has {full} points; {points} cannot be given";
    score_reversed(): "得分的下限高于满分", "the least that the score can be is above its full marks";
    step_width(): "`each` 是每一档的宽度，应大于 0", "`each` is the width of a step: more than nothing";
    points_positive(): "`points` 应大于 0", "`points` are more than nothing";
    takes_too_much(points, id, room): "按规则最多可扣{points}，而 `{id}` 只有 {room} 分；如果扣完为止，请写 `capped = true`",
        "the rule can take {points}, but `{id}` has {room}; write `capped = true` if it stops there";
    gives_too_much(points, id, room): "按规则最多可加{points}，而 `{id}` 只有 {room} 分；如果加满为止，请写 `capped = true`",
        "the rule can give {points}, but `{id}` has {room}; write `capped = true` if it stops there";
    up_to(points): " {points} 分", "up to {points} points";
    without_end(): "任意多分", "any number of points";
    first_step(): "第一档的 `from` 应大于 0", "the first step is from more than nothing";
    steps_ascending(): "各档应从小到大：次数递增，扣分不减",
        "steps are ascending: each from more events than the one before, and losing no less";
    full_beyond_limit(): "满分的起点应优于限值", "full marks begin on the good side of the limit";
    one_limit(): "限值须在 `at_least` 和 `at_most` 中只写一个", "a limit has exactly one of `at_least` and `at_most`";
    just_met(): "应为 0 到 1 之间的比例", "a share of the points between 0 and 1 is expected";
    empties_itself(id): "`{id}` 不能使自身清零", "`{id}` cannot empty itself";

    part_of_two(): "总分的一部分或者取自以前的报告期（`from`），或者取自另一项得分（`of`），不能都写",
        "a part is the total of an earlier period (`from`) or another score (`of`), not both";
    bar_needs_stars(): "限制最高星级的一票否决至少要有两个星级", "a veto that bars the best star needs two stars at least";
    star_unreachable(better, star): "`{better}` 没有 `from`，因此永远评不到 `{star}`",
        "`{better}` has no `from`, so that `{star}` can never be reached";
    stars_out_of_order(better, star): "`{better}` 与 `{star}` 重叠：最高星级排在最前，起点依次降低",
        "`{better}` and `{star}` overlap: the best star stands first, each from less than the one before";
    stars_overlap(better, star, from, to): "`{better}` 与 `{star}` 在 {from} 到 {to} 之间重叠",
        "`{better}` and `{star}` overlap between {from} and {to}";
    stars_gap(better, star, from, to): "`{better}` 与 `{star}` 之间空缺 {from} 到 {to}",
        "between `{better}` and `{star}` there is a gap from {from} to {to}";

    weights_of(of): "{of}的权重应大于 0", "the weights of the {of} are more than nothing";
    weights_sum(of, sum): "{of}的权重合计为 {sum}，应为 1 或 100", "the weights of the {of} make {sum}, but must make 1 or 100";
    categories(): "考核类别", "categories";
    parts(): "总分各部分", "parts";
    indicators(): "各指标", "indicators";
}
