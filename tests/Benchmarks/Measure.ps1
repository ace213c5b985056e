# How Compare.ps1 takes times and judges them. Times are milliseconds.

$culture = [cultureinfo]::InvariantCulture

# The value below which so much of them lies: 0.5 is the median.
function Get-Quantile([double[]] $Values, [double] $Share) {
    $sorted = @($Values | Sort-Object)
    $place = ($sorted.Count - 1) * $Share
    $below = [Math]::Floor($place)
    $above = [Math]::Ceiling($place)
    $sorted[$below] + ($place - $below) * ($sorted[$above] - $sorted[$below])
}

function Get-Median([double[]] $Values) {
    Get-Quantile $Values 0.5
}

function Measure-Block([scriptblock] $Block) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    & $Block
    $clock.Elapsed.TotalMilliseconds
}

# The script itself takes the time, so that the start of its process does not count.
function Measure-Fresh([string] $Script, [string[]] $Arguments = @()) {
    $output = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot "Fresh/$Script") @Arguments
    if ($LASTEXITCODE -ne 0) {
        throw "Fresh/$Script failed: $output"
    }
    [double]::Parse($output, $culture)
}

function Open-Raw([string] $Program) {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', "`"$Program`" raw")
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    [Diagnostics.Process]::Start($start)
}

function Measure-Raw([Diagnostics.Process] $Raw, [string] $Work) {
    $Raw.StandardInput.WriteLine($Work)
    $answer = $Raw.StandardOutput.ReadLine()
    if ($null -eq $answer) {
        throw 'The raw side has ended.'
    }
    [double]::Parse($answer, $culture)
}

function Close-Raw([Diagnostics.Process] $Raw) {
    if ($Raw) {
        $Raw.StandardInput.Close()
        $Raw.WaitForExit()
    }
}

# Where the session of the environment, the script and the raw side find the emulator.
function Use-Emulator($Emulator) {
    $env:NCLOUD_ENDPOINT = "$($Emulator.Address)".TrimEnd('/')
    $env:NCLOUD_ACCESS_KEY = $Emulator.AccessKey
    $env:NCLOUD_SECRET_KEY = $Emulator.SecretKey
}

# The sides take turns, in turned order every other round; what each took is an array in the order of the rounds.
function Measure-Side([Collections.Specialized.OrderedDictionary] $Sides, [int] $Rounds, [int] $WarmUp = 0) {
    $names = @($Sides.Keys)
    $times = @{}
    $names | ForEach-Object { $times[$_] = [Collections.Generic.List[double]]::new() }
    for ($round = 1 - $WarmUp; $round -le $Rounds; $round++) {
        [array]::Reverse($names)
        foreach ($name in $names) {
            $time = & $Sides[$name]
            if ($round -gt 0) {
                $times[$name].Add($time)
            }
        }
    }
    $times
}

# The first over the second, round by round.
function Get-Ratio($First, $Second) {
    for ($round = 0; $round -lt $First.Count; $round++) {
        $First[$round] / $Second[$round]
    }
}

# Several values are shown as their median and their middle half; the median is what counts.
function Get-Row([string] $Work, [string] $Against, [double[]] $Measured, [string] $Unit, [double] $AtMost = [double]::NaN, [double] $AtLeast = [double]::NaN) {
    $median = Get-Median $Measured
    $middle = if ($Measured.Count -gt 1) { " ($(Format-Number (Get-Quantile $Measured 0.25)) to $(Format-Number (Get-Quantile $Measured 0.75)))" }
    $target, $isMet = if (-not [double]::IsNaN($AtMost)) {
        "at most $($AtMost.ToString($culture)) $Unit", ($median -le $AtMost)
    } elseif (-not [double]::IsNaN($AtLeast)) {
        "at least $($AtLeast.ToString($culture)) $Unit", ($median -ge $AtLeast)
    } else {
        '-', $null
    }
    [pscustomobject]@{
        Work     = $Work
        Against  = $Against
        Measured = "$(Format-Number $median) $Unit$middle"
        Target   = $target
        Met      = switch ($isMet) { $true { 'yes' } $false { 'NO' } default { '-' } }
    }
}

function Format-Number([double] $Number) {
    $Number.ToString(([Math]::Abs($Number) -lt 10 ? '0.00' : '0.0'), $culture)
}

function Format-Markdown([object[]] $Rows) {
    '| work, over loopback to the emulator in its own process | against | measured | target | met |'
    '|---|---|---|---|---|'
    foreach ($row in $Rows) {
        "| $($row.Work) | $($row.Against) | $($row.Measured) | $($row.Target) | $($row.Met) |"
    }
}
