@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # The demo and the build talk to a person at a terminal.
        'PSAvoidUsingWriteHost'
        # Pester's BeforeAll and It share variables in ways the rule does not see.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Nor does it see a script's parameters in the script's functions.
        'PSReviewUnusedParameter'
    )
    Rules        = @{
        PSPlaceOpenBrace           = @{ Enable = $true; OnSameLine = $true; NewLineAfter = $true; IgnoreOneLineBlock = $true }
        PSPlaceCloseBrace          = @{ Enable = $true; NoEmptyLineBefore = $true; IgnoreOneLineBlock = $true; NewLineAfter = $false }
        PSUseConsistentIndentation = @{ Enable = $true; Kind = 'space'; IndentationSize = 4; PipelineIndentation = 'IncreaseIndentationForFirstPipeline' }
        PSUseConsistentWhitespace  = @{ Enable = $true; IgnoreAssignmentOperatorInsideHashTable = $true }
    }
}
