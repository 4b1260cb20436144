using System.Text;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Stun;

namespace MeetingHub.Media.Tests.Ice;

/// <summary>The one check that a lite agent sends: to an address that says it is the peer's.</summary>
public sealed class PathChallengeTests
{
    private static readonly IceCredentials Ours = new("serverfragment", "serverpasswordserverpassword");
    private static readonly IceCredentials Theirs = new("peer", "peerpasswordpeerpassword");
    private static readonly Timestamp Start = new(1_000_000);

    private readonly IceLiteAgent agent = new(Ours, Start);
    private readonly byte[] buffer = new byte[PathChallenge.MaxBytes];

    public PathChallengeTests() => agent.Hear(Theirs);

    [Fact]
    public void The_question_is_a_check_under_the_peer_s_credentials_in_the_role_of_the_controlled()
    {
        var question = Ask(Check.Home, Start);

        Assert.True(StunMessage.TryParse(question, out var check));
        Assert.Equal(StunType.BindingRequest, check.Type);
        Assert.True(check.TryGet(StunAttribute.Username, out var name));
        Assert.Equal("peer:serverfragment", Encoding.UTF8.GetString(name));
        Assert.True(check.HasValidIntegrity(Encoding.UTF8.GetBytes(Theirs.Password)) && check.HasValidFingerprint());
        Assert.True(check.Has(StunAttribute.Priority) && check.Has(StunAttribute.IceControlled) && !check.Has(StunAttribute.UseCandidate));
    }

    [Fact]
    public void Only_the_right_answer_from_the_right_place_under_the_right_password_proves_an_address()
    {
        var question = Ask(Check.Home, Start);

        Assert.Equal(StunOutcome.Ignored, Take(Answer(question, Theirs.Password), Check.Mobile));
        Assert.Equal(StunOutcome.Ignored, Take(Answer(question, Ours.Password), Check.Home));
        question[10] ^= 1;
        Assert.Equal(StunOutcome.Ignored, Take(Answer(question, Theirs.Password), Check.Home));
        Assert.False(agent.IsSelectedProved);
        question[10] ^= 1;
        Assert.Equal(StunOutcome.Proved, Take(Answer(question, Theirs.Password), Check.Home));
        Assert.True(agent.IsSelectedProved);
        Assert.Null(agent.ChallengeDue);
    }

    [Fact]
    public void The_same_question_is_repeated_until_it_is_answered_and_another_one_asked_elsewhere()
    {
        var first = Ask(Check.Home, Start);
        Assert.Empty(Write(Start + PathChallenge.Interval / 2));
        Assert.Equal(first, Write(Start + PathChallenge.Interval));

        var elsewhere = Ask(Check.Mobile, Start + PathChallenge.Interval);

        Assert.NotEqual(first[8..20], elsewhere[8..20]);
        Assert.Equal(StunOutcome.Ignored, Take(Answer(first, Theirs.Password), Check.Home));
    }

    [Fact]
    public void Where_the_handshake_was_read_and_over_TCP_nobody_is_asked()
    {
        TakeCheck(Check.Home, Start);
        agent.Prove(Check.Home);
        Assert.Null(agent.ChallengeDue);

        TakeCheck(Check.Mobile with { Connection = 7 }, Start);
        Assert.True(agent.IsSelectedProved);
        Assert.Null(agent.ChallengeDue);
    }

    [Fact]
    public void An_address_that_was_left_for_as_long_as_a_consent_is_asked_again()
    {
        TakeCheck(Check.Home, Start);
        agent.Prove(Check.Home);
        TakeCheck(Check.Mobile, Start);
        TakeCheck(Check.Home, Start + TimeSpan.FromSeconds(29));
        Assert.True(agent.IsSelectedProved);

        TakeCheck(Check.Mobile, Start + TimeSpan.FromSeconds(30));
        TakeCheck(Check.Home, Start + TimeSpan.FromSeconds(60));
        Assert.False(agent.IsSelectedProved);
    }

    [Fact]
    public void A_peer_whose_credentials_are_not_known_is_not_asked_and_not_believed()
    {
        agent.Hear(new IceCredentials("another", Theirs.Password));
        agent.Hear(new IceCredentials("third", Theirs.Password));
        TakeCheck(Check.Home, Start);

        Assert.Null(agent.ChallengeDue);
        Assert.False(agent.IsSelectedProved);
    }

    private byte[] Ask(RemoteAddress address, Timestamp now)
    {
        TakeCheck(address, now);
        return Write(now);
    }

    private void TakeCheck(RemoteAddress from, Timestamp now) => agent.Handle(new Check(Ours).Write(), from, now, buffer, out _);

    private byte[] Write(Timestamp now) => buffer[..agent.WriteChallenge(buffer, Random.Shared.NextBytes, now)];

    private StunOutcome Take(byte[] answer, RemoteAddress from) => agent.Handle(answer, from, Start, buffer, out _);

    private static byte[] Answer(byte[] question, string password)
    {
        var answer = new byte[200];
        var writer = new StunWriter(answer, StunType.BindingSuccess, question.AsSpan(8, StunMessage.TransactionIdBytes));
        writer.AddXorMappedAddress(Check.Home);
        writer.AddIntegrity(Encoding.UTF8.GetBytes(password));
        writer.AddFingerprint();
        return answer[..writer.Length];
    }
}
