# In a process of its own: by how many MB the working set outgrew, during a listing, what it was when the first page had
# come. No collection is forced, so this is what an operator sees of the process from outside.
param([string] $Manifest)

$pageSize = 200
$process = [Diagnostics.Process]::GetCurrentProcess()
Import-Module $Manifest
$count = 0
$first = 0
$peak = 0
Get-NcpKmsKey | ForEach-Object {
    if (++$count % $pageSize -eq 0) {
        $process.Refresh()
        $peak = [Math]::Max($peak, $process.WorkingSet64)
        if ($count -eq $pageSize) {
            $first = $peak
        }
    }
}
# What the system has recorded leaves no peak out; not every system records it.
$process.Refresh()
$peak = [Math]::Max($peak, $process.PeakWorkingSet64)
[Console]::WriteLine((($peak - $first) / 1MB).ToString([cultureinfo]::InvariantCulture))
