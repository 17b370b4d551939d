//! Sentences of what is typed wrong on the command line.

use super::saying::sayings;

sayings! {
    unlike_periods(written, first, last): "`{written}`：{first} 和 {last} 不是同样长短的报告期",
        "`{written}`: {first} and {last} are periods of different length";
    reversed_periods(written, first, last): "`{written}`：{last} 在 {first} 之前；请先写较早的",
        "`{written}`: {last} comes before {first}; write the earlier one first";
    no_size(written): "`{written}` 不是文件或内存的大小；请写成 256MiB、512K 或 100000",
        "`{written}` is no size; write 256MiB, 512K or 100000";

    of_argument(argument, message): "`{argument}`：{message}", "`{argument}`: {message}";
    cannot_be(value, detail): "不能写 `{value}`（{detail}）", "cannot be `{value}` ({detail})";
    unknown_value(value, known): "不能写 `{value}`；可以写：{known}", "cannot be `{value}`; it is one of: {known}";
    unknown_value_near(value, near, known): "不能写 `{value}`；是不是 `{near}`？可以写：{known}",
        "cannot be `{value}`; did you mean `{near}`? it is one of: {known}";
    no_value(): "后面没有写内容", "needs something after it";
    no_value_of(known): "后面没有写内容；可以写：{known}", "needs something after it: one of {known}";
    unknown_argument(argument): "没有 `{argument}` 这个选项", "there is no option `{argument}`";
    unknown_argument_near(argument, near): "没有 `{argument}` 这个选项；是不是 `{near}`？",
        "there is no option `{argument}`; did you mean `{near}`?";
    surplus(argument): "多写了 `{argument}`", "`{argument}` is too much here";
    unknown_command(command): "没有 `{command}` 这个命令", "there is no command `{command}`";
    unknown_command_near(command, near): "没有 `{command}` 这个命令；是不是 `{near}`？",
        "there is no command `{command}`; did you mean `{near}`?";
    missing(arguments): "没有写：{arguments}", "left out: {arguments}";
    no_command(): "没有写命令", "no command is given";
    twice(argument): "`{argument}` 只能写一次", "`{argument}` can be given once only";
    conflict(argument, other): "`{argument}` 不能与 `{other}` 合用", "`{argument}` does not go together with `{other}`";
    other(detail): "命令写法不对（{detail}）", "{detail}";

    with_usage(message, usage): "{message}\n  用法：{usage}\n  提示：加 --help 可以看到说明",
        "{message}\n  usage: {usage}\n  hint: --help explains it";
    with_help(message): "{message}\n  提示：加 --help 可以看到说明", "{message}\n  hint: --help explains it";
}
